package dev.tocsin.respond.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Eviction;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Named;
import dev.tocsin.respond.support.Owners;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Durations;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** {@code drain}: cordons a node and evicts what runs there, as fast as disruption budgets allow. */
@AutoService(Action.class)
public final class Drain implements Action {
    private static final Duration WITHIN = Duration.ofSeconds(25);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final String STATIC = "kubernetes.io/config.mirror";

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(Cordon.node(params).needs("get", "patch"), Rights.allow("", "pods", "list"), Eviction.NEEDS);
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        return List.of("kubectl drain " + Cordon.node(params).name()
                + " --ignore-daemonsets --delete-emptydir-data --force --timeout="
                + params.path("within").asText("25s"));
    }

    @Override
    public String target(ObjectNode params) {
        return Cordon.node(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target node = Cordon.node(params);
        Changes changes = Cordon.set(node, with, true);
        AtomicReference<Map<String, String>> left = new AtomicReference<>(Map.of());
        List<Pod> first = pods(node, with);
        for (Pod pod : first) {
            if (Owners.controller(pod).isEmpty()) {
                Manifest.keep(with, "pod " + named(pod) + ", which nothing brings back", pod);
                changes.residual("nothing brings " + named(pod) + " back: its manifest is kept");
            }
        }
        try {
            Awaitility.await("node " + node.name() + " is empty")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(Durations.of(params.path("within"), WITHIN))
                    .until(() -> {
                        // As a whole: time may be up in the middle of a look.
                        left.set(evict(node, with));
                        return left.get().isEmpty();
                    });
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException(
                    "node " + node.name() + " is cordoned and not empty: "
                            + String.join("; ", left.get().values()),
                    e);
        }
        return changes.put(
                        "evicted",
                        String.join(
                                ", ",
                                first.stream().map(pod -> named(pod).toString()).toList()))
                .residual("pods of DaemonSets and static pods stay, and what runs there behind the API's back")
                .done("drained node " + node.name() + " of " + first.size() + " pods");
    }

    /** Those that are left, each with why. */
    private static Map<String, String> evict(Target node, Responding with) {
        Map<String, String> left = new LinkedHashMap<>();
        for (Pod pod : pods(node, with)) {
            left.put(named(pod).toString(), named(pod) + " is still ending");
            if (pod.getMetadata().getDeletionTimestamp() == null) {
                try {
                    Eviction.of(with.client(), named(pod));
                } catch (Eviction.BlockedException e) {
                    left.put(named(pod).toString(), e.getMessage());
                }
            }
        }
        return left;
    }

    private static List<Pod> pods(Target node, Responding with) {
        return with.client().pods().inAnyNamespace().withField("spec.nodeName", node.name()).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getAnnotations() == null
                        || !pod.getMetadata().getAnnotations().containsKey(STATIC))
                .filter(pod -> Owners.controller(pod)
                        .filter(owner -> owner.getKind().equals("DaemonSet"))
                        .isEmpty())
                .filter(pod ->
                        !List.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()))
                .toList();
    }

    private static Named named(Pod pod) {
        return new Named(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
    }
}
