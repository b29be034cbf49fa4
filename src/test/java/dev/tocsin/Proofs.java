package dev.tocsin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.prove.Proof;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A drill's own kinds of proof, looked at as a drill does, on a cluster of a test's. */
final class Proofs implements Scope {
    private final ActionBench bench;
    private final Journal journal = new Journal(Instant::now, fact -> {});
    private final Map<String, Object> kept = new HashMap<>();

    Proofs(ActionBench bench) {
        this.bench = bench;
    }

    private static StepKind kind(String name) {
        return Kinds.onClassPath().step(name);
    }

    /** What is normal, for proofs that compare. */
    void baseline(String kind, String params) {
        kind(kind).baseline(ActionBench.params(params), this);
    }

    /** Whether it is met within a time, and then holds for another. */
    boolean hold(String kind, String params, String expect, Duration within, Duration hold) {
        ObjectNode asked = ActionBench.params(params);
        ObjectNode wanted = ActionBench.params(expect);
        Proof proof = Proof.wait(
                kind,
                InstantSource.system(),
                Proof.poll(within),
                hold,
                within,
                () -> kind(kind).run(asked, this),
                seen -> seen.meets(wanted),
                () -> {});
        System.out.println(
                kind + " " + expect + (proof.since() == null ? " does not hold: " : " holds: ") + proof.last());
        return proof.since() != null;
    }

    /** What is seen now. */
    String look(String kind, String params, String value) {
        return kind(kind).run(ActionBench.params(params), this).value(value);
    }

    @Override
    public Cluster cluster() {
        return bench.cluster;
    }

    @Override
    public KubernetesClient as(String account) {
        String[] name = account.split("/", 2);
        return Access.client(Access.serviceAccount(bench.admin, name[0], name[1]));
    }

    @Override
    public KubernetesClient prober() {
        return bench.admin;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T keep(String name, Supplier<T> first) {
        return (T) kept.computeIfAbsent(name, missing -> first.get());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T kept(String name) {
        return (T) kept.get(name);
    }
}
