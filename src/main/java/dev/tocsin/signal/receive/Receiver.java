package dev.tocsin.signal.receive;

import dev.tocsin.signal.Sink;
import dev.tocsin.signal.SourceException;
import java.time.InstantSource;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** An HTTP or HTTPS server that takes one format in, for any number of drills at once. */
public final class Receiver implements AutoCloseable {
    private static final int THREADS = 10;
    private static final int LONGEST_HEAD = 8 << 10;
    private final Format format;
    private final boolean secure;
    private final Desk desk;
    private final Server server;
    private final ServerConnector connector;
    private final LateHeads lateHeads;

    /**
     * Starts it on all addresses of this machine.
     *
     * @param port 0 for any that is free
     * @param shared a token of which what is sent with it is for all drills; null for none
     * @param tls null for plain HTTP
     * @throws SourceException if it cannot listen there
     */
    public static Receiver start(Format format, int port, @Nullable String shared, @Nullable Tls tls) {
        return start(format, port, shared, tls, Limits.DEFAULTS);
    }

    /** The same with other limits. */
    public static Receiver start(Format format, int port, @Nullable String shared, @Nullable Tls tls, Limits limits) {
        Receiver receiver = new Receiver(format, port, shared, tls, limits);
        try {
            receiver.server.start();
            receiver.lateHeads.watch();
            return receiver;
        } catch (Exception e) { // that is what it declares
            receiver.close();
            throw new SourceException(
                    "The receiver of " + format.name() + " cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    private Receiver(Format format, int port, @Nullable String shared, @Nullable Tls tls, Limits limits) {
        this.format = format;
        this.secure = tls != null;
        this.desk = new Desk(format, shared == null ? null : new Token(shared), limits);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("receive-" + format.name());
        threads.setDaemon(true);
        server = new Server(threads);
        server.setStopTimeout(0);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LONGEST_HEAD);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        connector = tls == null
                ? new ServerConnector(server, 1, 1, plain)
                : new ServerConnector(server, 1, 1, new SslConnectionFactory(ssl(tls), plain.getProtocol()), plain);
        connector.setPort(port);
        connector.setIdleTimeout(limits.time().toMillis());
        connector.setShutdownIdleTimeout(0);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        server.setHandler(new Intake(desk, limits));
        lateHeads = new LateHeads(connector, limits.time());
    }

    private static SslContextFactory.Server ssl(Tls tls) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setKeyStore(tls.keyStore());
        factory.setKeyStorePassword(tls.password());
        factory.setSniRequired(false);
        return factory;
    }

    /**
     * @param secret what senders show to reach this drill alone; null for a new one
     * @param clock for the time at which something was seen
     */
    public Subscription subscribe(Sink sink, @Nullable String secret, InstantSource clock) {
        return desk.subscribe(this, secret == null ? Token.generate() : secret, sink, clock);
    }

    void leave(Subscription subscription) {
        desk.leave(subscription);
    }

    public Format format() {
        return format;
    }

    public boolean secure() {
        return secure;
    }

    /** The port on which it listens. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Requests that showed no token that counts. */
    public long strangers() {
        return desk.strangers();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // that is what it declares
            throw new SourceException("The receiver of " + format.name() + " did not stop", e);
        }
    }
}
