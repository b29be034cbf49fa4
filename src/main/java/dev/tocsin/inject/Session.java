package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.ExecStream;
import dev.tocsin.cluster.PodExec;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Rights;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * {@code session}: a command that goes on in a pod, such as a shell, a watch or an open connection, and whether it still
 * moves. What was opened before a containment often outlives it.
 */
@AutoService(StepKind.class)
public final class Session implements StepKind {
    private static final Duration FIRST_OUTPUT = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "session";
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        return params.has("pod") && !params.has("as") ? Rights.EXEC : List.of();
    }

    @Override
    public String says(ObjectNode params) {
        String name = params.path("name").asText();
        return params.has("pod")
                ? "open the session " + name + " in pod " + params.path("pod").asText() + ": "
                        + params.path("command").toString().replace("\"", "")
                : "look whether the session " + name + " still moves";
    }

    @Override
    public List<Fault> check(ObjectNode params) {
        return params.has("pod") == params.has("command")
                ? List.of()
                : List.of(new Fault("", "To open a session give 'pod' and 'command'; to look at one, only its name."));
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        String name = "session " + params.path("name").asText();
        Open session = params.has("pod") ? scope.keep(name, () -> open(params, scope)) : scope.kept(name);
        if (session == null) {
            return Observation.of("open", false).with("moves", false).with("message", "it was never opened");
        }
        return session.look();
    }

    private static Open open(ObjectNode params, Scope scope) {
        KubernetesClient client = params.has("as") ? scope.as(params.path("as").asText()) : scope.prober();
        List<String> command = new ArrayList<>();
        params.path("command").forEach(word -> command.add(word.asText()));
        Counter counter = new Counter(scope.journal()::now);
        Open session = new Open(
                PodExec.start(client, params.path("pod").asText(), command, counter, OutputStream.nullOutputStream()),
                counter);
        try {
            Awaitility.await("the session's first output")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(FIRST_OUTPUT)
                    .until(() ->
                            counter.bytes() > 0 || session.exec().exitCode().isDone());
        } catch (ConditionTimeoutException e) {
            // that nothing came is what will be observed
        }
        return session;
    }

    private record Open(ExecStream exec, Counter counter) implements AutoCloseable {
        Observation look() {
            return Observation.of("open", !exec.exitCode().isDone())
                    .with("moves", counter.moves())
                    .with("bytes", counter.bytes())
                    .with("silence", counter.silence().toMillis() + " ms");
        }

        @Override
        public void close() {
            exec.close();
        }
    }
}
