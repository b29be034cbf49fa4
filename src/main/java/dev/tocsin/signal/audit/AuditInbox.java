package dev.tocsin.signal.audit;

import dev.tocsin.cluster.AuditFeed;
import dev.tocsin.cluster.HostAddress;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.receive.Counts;
import dev.tocsin.signal.receive.Limits;
import dev.tocsin.signal.receive.Receiver;
import dev.tocsin.signal.receive.Subscription;
import dev.tocsin.signal.receive.Tls;
import dev.tocsin.signal.receive.TlsMaker;
import dev.tocsin.timeline.Alert;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes what one cluster's API server sends, from before it has been started; it keeps what comes before anybody listens. */
public final class AuditInbox implements AuditFeed {
    /** A batch holds a hundred records, each perhaps with two pods; the API server gives up after half a minute. */
    private static final Limits LIMITS = new Limits(32 << 20, 96 << 20, Duration.ofSeconds(30), 64);

    private final String address;
    private final Tls tls;
    private final Receiver receiver;
    private final Subscription subscription;
    private List<Event> early = new ArrayList<>();
    private @Nullable Consumer<Event> listener;

    private AuditInbox(String address, Limits limits) {
        this.address = address;
        this.tls = TlsMaker.selfSigned(List.of(address));
        this.receiver = Receiver.start(new AuditEventList(), 0, null, tls, limits);
        this.subscription = receiver.subscribe(
                new Sink() {
                    @Override
                    public void event(Event event) {
                        take(event);
                    }

                    @Override
                    public void alert(Alert alert) {
                        throw new IllegalStateException("the API server raises none");
                    }
                },
                null,
                InstantSource.system());
    }

    /** On any free port of this machine, by the address under which nodes reach it. */
    public static AuditInbox open() {
        return open(LIMITS);
    }

    static AuditInbox open(Limits limits) {
        return new AuditInbox(HostAddress.ofThisMachine(), limits);
    }

    @Override
    public String url() {
        return "https://" + address + ":" + receiver.port() + "/audit";
    }

    @Override
    public String certificate() {
        return tls.certificate();
    }

    @Override
    public String token() {
        return subscription.secret();
    }

    Counts counts() {
        return subscription.counts();
    }

    private synchronized void take(Event event) {
        if (listener == null) {
            early.add(event);
        } else {
            listener.accept(event);
        }
    }

    /** @param to gets what has come and what comes, on one thread at a time */
    synchronized void listen(Consumer<Event> to) {
        listener = to;
        early.forEach(to);
        early = List.of();
    }

    @Override
    public void close() {
        subscription.close();
        receiver.close();
    }
}
