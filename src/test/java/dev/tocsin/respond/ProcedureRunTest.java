package dev.tocsin.respond;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.scenario.Position;
import dev.tocsin.scenario.Procedure;
import dev.tocsin.step.Action;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.Responding;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Entities;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a procedure goes on, or does not, with actions of the test's own. */
class ProcedureRunTest {
    private static final Alert ALERT = new Alert(
            "audit/x",
            "X",
            "high",
            "audit",
            Instant.EPOCH,
            Instant.EPOCH,
            Entities.ofUser("system:serviceaccount:dev:ci-bot").withPod("dev/build"),
            Map.of("objectRef.name", "build"),
            List.of("{}"));
    private final Journal journal = new Journal(Instant::now, fact -> {});
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Map<String, Action> actions = new TreeMap<>();
    private final Targets targets = new Targets();

    @AfterEach
    void end() {
        workers.shutdownNow();
    }

    private record TestAction(String name, Function<ObjectNode, Done> does) implements Action {
        @Override
        public List<PolicyRule> needs(ObjectNode params) {
            return List.of();
        }

        @Override
        public List<String> kubectl(ObjectNode params) {
            return List.of();
        }

        @Override
        public Done run(ObjectNode params, Responding with) {
            return does.apply(params);
        }
    }

    private record With(Alert alert, Journal journal) implements Responding {
        @Override
        public io.fabric8.kubernetes.client.KubernetesClient client() {
            throw new UnsupportedOperationException();
        }

        @Override
        public dev.tocsin.cluster.Cluster cluster() {
            throw new UnsupportedOperationException();
        }
    }

    private Procedure.Action action(
            String name,
            @Nullable String when,
            Duration timeout,
            boolean goOn,
            Function<ObjectNode, Action.Done> does) {
        actions.put(name, new TestAction(name, does));
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.put("pod", "${alert.about.pod}").put("name", "${alert.objectRef.name}");
        return new Procedure.Action(name, params, when, timeout, goOn, new Position("p.yaml", 1, 1));
    }

    private Procedure.Action action(String name, Function<ObjectNode, Action.Done> does) {
        return action(name, null, Duration.ofSeconds(5), false, does);
    }

    private void run(Procedure.Action... calls) {
        Procedure procedure = new Procedure("p", "P", null, null, List.of(calls));
        Kinds kinds = new Kinds(new TreeMap<>(), new TreeMap<>(actions));
        new ProcedureRun(
                        procedure,
                        ALERT.seen(),
                        new With(ALERT, journal),
                        targets,
                        new Whens(List.of(procedure)),
                        workers,
                        kinds)
                .run();
    }

    private List<String> said() {
        return journal.facts().stream().map(Fact::text).toList();
    }

    private static Action.Done fails(ObjectNode params) {
        throw new IllegalStateException("the API said no");
    }

    @Test
    void actionsRunInOrderFedFromTheAlert() {
        run(
                action(
                        "one",
                        params -> new Action.Done("one on " + params.path("pod").asText())),
                action(
                        "two",
                        params ->
                                new Action.Done("two on " + params.path("name").asText())));
        assertThat(said()).containsExactly("one on dev/build", "two on build");
    }

    @Test
    void whatFollowsAFailureIsLeftOutAndSaidToBe() {
        run(
                action("one", params -> new Action.Done("one")),
                action("two", ProcedureRunTest::fails),
                action("three", params -> new Action.Done("three")));
        assertThat(said()).containsExactly("one", "two failed: the API said no", "procedure p was not done in full");
        assertThat(journal.facts().get(2).details())
                .containsEntry("done", "one")
                .containsEntry("not done", "two, three");
    }

    @Test
    void onFailureContinueGoesOn() {
        run(
                action("one", null, Duration.ofSeconds(5), true, ProcedureRunTest::fails),
                action("two", params -> new Action.Done("two")));
        assertThat(said()).containsExactly("one failed: the API said no", "two", "procedure p was not done in full");
        assertThat(journal.facts().get(2).details()).containsEntry("not done", "one");
    }

    @Test
    void aConditionThatIsNotMetSkipsTheActionOnly() {
        run(
                action(
                        "one",
                        "alert.severity == 'critical'",
                        Duration.ofSeconds(5),
                        false,
                        params -> new Action.Done("one")),
                action("two", "has(alert.about.pod)", Duration.ofSeconds(5), false, params -> new Action.Done("two")));
        assertThat(said()).containsExactly("one is not called for: alert.severity == 'critical'", "two");
    }

    @Test
    void anActionThatTakesTooLongIsInterruptedAndCountsAsFailed() {
        CountDownLatch interrupted = new CountDownLatch(1);
        run(action("slow", null, Duration.ofMillis(50), false, params -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return new Action.Done("never");
        }));
        Awaitility.await().until(() -> interrupted.getCount() == 0);
        assertThat(said()).first().isEqualTo("slow failed: it was not done within 50ms");
    }

    @Test
    void noTwoActionsActOnTheSameAtATime() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Procedure.Action call = action("one", params -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
            return new Action.Done("one");
        });
        for (int i = 0; i < 50; i++) {
            workers.execute(() -> run(call));
        }
        Awaitility.await().until(() -> said().size() == 50);
        assertThat(most).hasValue(1);
    }
}
