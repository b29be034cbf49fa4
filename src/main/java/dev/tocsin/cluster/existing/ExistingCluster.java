package dev.tocsin.cluster.existing;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.ClusterException;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.Closeable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cluster that was there before the drill, and is as it was after it. Its API is all that there is of it. */
public final class ExistingCluster implements Cluster {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String GUARD = "tocsin-guard";
    private static final List<String> SERVERS =
            List.of("node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master");
    private final Target target;
    private final Config access;
    /** Its requests are the guards' own. */
    private final KubernetesClient own;

    private final String run;
    private final DrillLease lease;
    private final ChangeGuard guard;
    private final Duration guarded;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "incident lock");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String ended = "";
    private volatile Consumer<String> told = why -> {};

    private ExistingCluster(Target target, Demands demands) {
        Instant from = Instant.now();
        this.target = target;
        this.access = target.access();
        this.own = Access.patientClient(access);
        this.run = UUID.randomUUID().toString().substring(0, 8);
        try {
            Guards guards = new Guards(own, target, demands);
            guards.check();
            this.lease =
                    DrillLease.take(own, holder(demands.drill(), run), () -> end("The lease of this drill was lost"));
            this.guard = new ChangeGuard(own, new UndoLog(own, run), guards.isDisposable());
        } catch (RuntimeException e) {
            timer.shutdownNow();
            own.close();
            throw e;
        }
        timer.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        this.guarded = Duration.between(from, Instant.now());
    }

    /**
     * Begins a drill in it.
     *
     * @throws Refused if a guard does not let it; then nothing was changed
     */
    public static ExistingCluster take(Target target, Demands demands) {
        return new ExistingCluster(target, demands);
    }

    private static String holder(String drill, String run) {
        return drill + " (" + System.getProperty("user.name") + ", process "
                + ProcessHandle.current().pid() + ", "
                + run + ")";
    }

    private void look() {
        try {
            IncidentLock.reason(own).ifPresent(this::end);
        } catch (RuntimeException e) {
            // asked again; that the API is gone for longer the lease says
        }
    }

    private void end(String why) {
        if (ended.isEmpty()) {
            ended = why;
            told.accept(why);
        }
    }

    @Override
    public void whenToEnd(Consumer<String> listener) {
        told = listener;
        if (!ended.isEmpty()) {
            listener.accept(ended);
        }
    }

    @Override
    public void mayGoOn() {
        IncidentLock.reason(own).ifPresent(this::end);
        if (!ended.isEmpty()) {
            throw new Refused(ended);
        }
        guard.check();
    }

    @Override
    public void beforeRequest(String method, String path, @Nullable String body) {
        guard.look(method, URI.create(path), String.valueOf(body));
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Config admin() {
        return access;
    }

    @Override
    public KubernetesClient client(Config who) {
        return Access.client(who, http -> http.addOrReplaceInterceptor(GUARD, guard));
    }

    @Override
    public KubernetesClient patientClient(Config who) {
        return Access.patientClient(who, http -> http.addOrReplaceInterceptor(GUARD, guard));
    }

    @Override
    public Map<String, String> description() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Existing cluster, by context", target.context());
        facts.put("Guards took", guarded.toMillis() + " ms");
        return facts;
    }

    /** None that a drill may do anything to. */
    @Override
    public List<String> nodes() {
        return List.of();
    }

    @Override
    public Closeable followAudit(Consumer<String> line, Runnable lost) {
        List<Closeable> logs = new ArrayList<>();
        for (String node : servers()) {
            logs.add(new KubeletLog(own, node, target.auditLog(), line, lost));
        }
        if (logs.isEmpty()) {
            throw new ClusterException(
                    "No node of this cluster is labelled as one of its API server's, so there is"
                            + " no audit log to be read: " + String.join(", ", SERVERS),
                    "",
                    null);
        }
        return () -> {
            for (Closeable log : logs) {
                log.close();
            }
        };
    }

    private List<String> servers() {
        return own.nodes().list().getItems().stream()
                .map(Node::getMetadata)
                .filter(node -> node.getLabels() != null && SERVERS.stream().anyMatch(node.getLabels()::containsKey))
                .map(node -> node.getName())
                .toList();
    }

    @Override
    public CommandResult onNode(String node, List<String> command) {
        throw machines();
    }

    @Override
    public Closeable followOnNode(String node, String path, Consumer<String> line, Runnable lost) {
        throw machines();
    }

    @Override
    public Closeable followCommand(String node, List<String> command, Consumer<String> line) {
        throw machines();
    }

    @Override
    public void pause(String node, boolean paused) {
        throw machines();
    }

    @Override
    public String state(String node) {
        throw machines();
    }

    private static ClusterException machines() {
        return new Refused("An existing cluster does not give its machines");
    }

    /** They are its registry's to give. */
    @Override
    public void loadImage(String image, String namespace) {}

    @Override
    public String keep(String name) {
        throw new Refused("What a drill did in an existing cluster is not kept");
    }

    @Override
    public String kubeconfig() {
        throw machines(); // whoever runs drills there has it
    }

    @Override
    public String nodeLog(int lines) {
        return "";
    }

    /**
     * Takes back what the drill changed.
     *
     * @throws ClusterException if something of it is left, with what, and why
     */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            List<String> left = new Undo(own, what -> {}).all(UndoLog.of(own, run));
            if (!left.isEmpty()) {
                throw new ClusterException(
                        Stream.concat(Stream.of("Not everything could be taken back:"), left.stream())
                                .collect(Collectors.joining("\n  ")),
                        "",
                        null);
            }
        } finally {
            lease.close();
            own.close();
        }
    }
}
