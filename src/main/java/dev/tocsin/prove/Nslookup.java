package dev.tocsin.prove;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.step.Durations;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * BusyBox' nslookup in a pod: one question in one datagram, from a socket of its own, never sent again; and from its words
 * what became of it.
 */
final class Nslookup {
    static final String ANSWERED = "answered";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofSeconds(8);

    /** It says that it was refused, and would then wait all the same: it is ended at that word. */
    private static final String SCRIPT = """
            sh -c 'echo $$; exec nslookup -retry=1 -timeout="$1" -type="$2" "$0" $3 2>&1' "$0" "$1" "$2" "$3" | {
              read -r pid
              while IFS= read -r line; do
                echo "$line"
                case $line in 'nslookup: read: '*) kill "$pid" ;; esac
              done
            }
            """;

    private static final Map<String, List<String>> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put(ANSWERED, List.of("Server:")); // the head, which it writes when something came back
        WORDS.put("unresolved", List.of("bad address"));
        WORDS.put("refused", List.of("Connection refused"));
        WORDS.put("unreachable", List.of("No route to host", "Host is unreachable", "etwork is unreachable"));
        WORDS.put("silent", List.of("timed out"));
    }

    private Nslookup() {}

    /** @param timeout of the step, where it says one */
    static List<Fault> check(JsonNode timeout) {
        Duration wait = Durations.of(timeout, TIMEOUT);
        return wait.toMillis() % 1000 != 0 || wait.isZero() || wait.compareTo(MOST) > 0
                ? List.of(new Fault("/timeout", "Give whole seconds between 1s and 8s."))
                : List.of();
    }

    /**
     * @param server {@code host:port}; empty for the pod's own resolver
     * @return what it said
     * @throws IllegalStateException if it did not get as far as asking
     */
    static String ask(Scope scope, String pod, String name, String type, String server, JsonNode timeout) {
        var seen = scope.inPod(
                pod,
                List.of(
                        "sh",
                        "-c",
                        SCRIPT,
                        name,
                        String.valueOf(Durations.of(timeout, TIMEOUT).toSeconds()),
                        type,
                        server),
                List.of());
        if (result(seen.stdout()).isEmpty()) {
            throw new IllegalStateException("The pod " + pod + " did not ask: "
                    + seen.stdout().strip() + " " + seen.stderr().strip());
        }
        return seen.stdout();
    }

    /** Empty if it did not get as far as asking. */
    static String result(String said) {
        return TcpResult.of(said, WORDS);
    }

    /** What it said beside its head, in one line. */
    static String words(String said) {
        return said.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("Server:") && !line.startsWith("Address:\t"))
                .map(String::strip)
                .collect(Collectors.joining("; "));
    }
}
