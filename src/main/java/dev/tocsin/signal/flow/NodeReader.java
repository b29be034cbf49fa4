package dev.tocsin.signal.flow;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.signal.SourceException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one node's flows, by a container in the node's network that containerd runs and Kubernetes does not know: nothing
 * can be assumed in a node's own image, and a pod of the platform's would show among those that attack and response are
 * about.
 */
final class NodeReader implements Closeable {
    static final String IMAGE = "tocsin/flows:1";
    static final String NAMESPACE = "tocsin";
    private static final String FOLDER = "/run/tocsin-flows";
    private static final String CHAIN = "KUBE-ROUTER-FORWARD";
    /**
     * kube-router reads the whole filter table and writes it back: a rule that was made in between is gone. Where there is
     * no reader, opening the pipe would wait for one.
     */
    private static final String CANARY = """
            rule() { iptables -w "$1" OUTPUT -d %s -p udp -j NFLOG --nflog-group 100 --nflog-prefix %s; }
            rule -C 2>/dev/null || rule -I || exit 1
            [ ! -p $0 ] || timeout 5 sh -c 'echo '$1' >'$0
            """.formatted(Canary.ADDRESS, Canary.PREFIX);

    private static final Duration START_POLL = Duration.ofMillis(300);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private final Cluster cluster;
    private final String node;
    private final InstantSource clock;
    private final Consumer<Flow> sink;
    private final Refusals refusals = new Refusals();
    private final Canary canary = new Canary();
    private final Complaints complaints = new Complaints();
    private @Nullable Closeable following;

    /** @param sink gets each flow as soon as it is read, on one thread a node */
    NodeReader(Cluster cluster, String node, InstantSource clock, Consumer<Flow> sink) {
        this.cluster = cluster;
        this.node = node;
        this.clock = clock;
        this.sink = sink;
    }

    String node() {
        return node;
    }

    /**
     * Starts it and waits until it reads.
     *
     * @throws SourceException if the node enforces no network policies, or its flows cannot be read
     */
    void start() {
        policiesAreEnforced();
        run("mkdir", "-p", FOLDER);
        following = cluster.followCommand(
                node,
                List.of(
                        "ctr",
                        "-n",
                        NAMESPACE,
                        "run",
                        "--rm",
                        "--net-host",
                        "--cap-add",
                        "CAP_NET_ADMIN",
                        "--mount",
                        "type=bind,src=" + FOLDER + ",dst=/flows,options=rbind:rw",
                        "docker.io/" + IMAGE,
                        "flows"),
                this::read);
        awaitThat("a packet that was sent to test it", () -> {
            sendCanary();
            return canary.shows(START_POLL);
        });
    }

    /** Without the chain, policies are objects that nobody heeds. */
    private void policiesAreEnforced() {
        awaitThat(
                "chain " + CHAIN
                        + ", without which the node enforces no network policies (k3s leaves them out where ipset is"
                        + " missing, or by --disable-network-policy)",
                () -> cluster.onNode(node, List.of("iptables", "-w", "-S", CHAIN))
                                .exitCode()
                        == 0);
    }

    private void awaitThat(String what, java.util.concurrent.Callable<Boolean> condition) {
        try {
            Awaitility.await(what)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(LONGEST)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw new SourceException("Flows of node " + node + " cannot be read: not there after "
                    + LONGEST.toSeconds() + " s: " + what + complaints.last());
        }
    }

    private void run(String... command) {
        var result = cluster.onNode(node, List.of(command));
        if (result.exitCode() != 0) {
            throw new SourceException("Flows of node " + node + " cannot be read: " + String.join(" ", command) + ": "
                    + result.stderr().strip());
        }
    }

    private void read(String line) {
        Instant seen = clock.instant();
        if (line.startsWith("[")) {
            Connection connection = Connection.parse(line);
            if (connection == null) {
                complaints.unreadable(line);
            } else if (!canary.letThrough(connection, seen)) {
                sink.accept(Flow.of(connection, node, line, seen));
            }
        } else if (line.startsWith("{")) {
            Packet packet = Packet.parse(line, seen);
            if (packet == null) {
                complaints.unreadable(line);
            } else if (!canary.logged(packet, seen)) {
                packet(packet, line, seen);
            }
        } else {
            complaints.heard(line);
        }
    }

    private void packet(Packet packet, String line, Instant seen) {
        if (!Refusals.isRefusal(packet)) {
            refusals.remember(packet);
            return;
        }
        List<String> policies = refusals.policies(packet);
        if (refusals.isFirst(packet)) {
            sink.accept(Flow.of(packet, policies, node, line, seen));
        }
    }

    /**
     * Returns when all that happened on the node before has been given to the sink.
     *
     * @throws SourceException if a reader is silent or has lost something
     */
    void settle() {
        sendCanary();
        if (!canary.shows(LONGEST)) {
            throw new SourceException("A packet that was sent to test it does not show on node " + node
                    + ": its flows cannot be seen" + complaints.last());
        }
        complaints.check(node);
    }

    private void sendCanary() {
        int port = ThreadLocalRandom.current().nextInt(10_000, 60_000);
        canary.expect(port);
        run("sh", "-c", CANARY, FOLDER + "/canary", String.valueOf(port));
    }

    /** How long the latest test packet took to show, the slower of the two ways. */
    Duration lag() {
        return canary.lag();
    }

    @Override
    public void close() throws IOException {
        if (following != null) {
            following.close();
        }
    }
}
