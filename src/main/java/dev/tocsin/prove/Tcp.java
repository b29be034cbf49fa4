package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Durations;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Rights;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code tcp}: connects from inside a pod, sends nothing and hangs up. */
@AutoService(StepKind.class)
public final class Tcp implements StepKind {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration LEAST = Duration.ofMillis(2500);
    private static final Duration MOST = Duration.ofSeconds(8);

    /** curl says when it is connected and would then wait for the peer: it is ended at that word. */
    private static final String SCRIPT = """
            sh -c 'echo $$; exec curl -sv --connect-timeout "$1" -m "$1" "telnet://$0" 2>&1 </dev/null' "$0" "$1" | {
              read -r pid
              while IFS= read -r line; do
                echo "$line"
                case $line in '* Connected to '* | '* Established connection '*) kill "$pid" ;; esac
              done
            }
            """;

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public List<Fault> check(ObjectNode params) {
        Duration timeout = Durations.of(params.path("timeout"), TIMEOUT);
        return timeout.compareTo(LEAST) < 0 || timeout.compareTo(MOST) > 0
                ? List.of(new Fault(
                        "/timeout",
                        "Give between 2500ms and 8s: a node tells each client of one refusal a second, so that a shorter"
                                + " wait may take a refusal for silence."))
                : List.of();
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        return Rights.EXEC;
    }

    @Override
    public String says(ObjectNode params) {
        return "from pod " + params.path("from").asText() + " connect to "
                + params.path("to").asText();
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        Duration timeout = Durations.of(params.path("timeout"), TIMEOUT);
        String pod = params.path("from").asText();
        var seen = scope.inPod(
                pod, List.of("sh", "-c", SCRIPT, params.path("to").asText(), Durations.seconds(timeout)), List.of());
        String result = TcpResult.of(seen.stdout());
        if (result.isEmpty()) {
            throw new IllegalStateException("The pod " + pod + " did not try to connect: "
                    + seen.stdout().strip() + " " + seen.stderr().strip());
        }
        return Observation.of("result", result)
                .with("blocked", TcpResult.BLOCKED.contains(result))
                .with("message", result.equals("open") ? "" : TcpResult.lastWord(seen.stdout()));
    }
}
