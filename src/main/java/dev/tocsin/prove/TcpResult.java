package dev.tocsin.prove;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells from curl's words what became of a connection: its exit code is the same for a refusal and for no route. */
final class TcpResult {
    /** Whatever keeps a client out; a name that is not resolved is no proof that the way is closed. */
    static final Set<String> BLOCKED = Set.of("refused", "silent", "unreachable");

    private static final Map<String, List<String>> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("open", List.of("* Connected to ", "* Established connection "));
        WORDS.put("unresolved", List.of("Could not resolve", "Resolving timed out"));
        WORDS.put("refused", List.of("Connection refused"));
        WORDS.put("unreachable", List.of("No route to host", "Host is unreachable", "etwork is unreachable"));
        WORDS.put("silent", List.of("timed out", "Time-out", "imeout"));
    }

    private TcpResult() {}

    /** Empty if curl did not get as far as trying. */
    static String of(String said) {
        return of(said, WORDS);
    }

    /** The first result whose words were said; empty if none was. */
    static String of(String said, Map<String, List<String>> words) {
        return words.entrySet().stream()
                .filter(result -> result.getValue().stream().anyMatch(said::contains))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    /** The line that says why. */
    static String lastWord(String said) {
        return said.lines()
                .filter(line -> !line.startsWith("* Closing connection"))
                .reduce("", (before, line) -> line)
                .replaceFirst("^\\* *", "");
    }
}
