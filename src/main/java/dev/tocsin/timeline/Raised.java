package dev.tocsin.timeline;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Alerts of one rule about the same, counted together.
 *
 * @param rule the rule's name
 * @param title the rule's title
 * @param severity the rule's level
 * @param source where it was seen
 * @param entities whom and what it is about
 * @param happened when the first happened, by the event's own clock
 * @param seen when the first was raised
 * @param count how many there were
 * @param expected whether the drill expects this rule
 */
public record Raised(
        String rule,
        String title,
        String severity,
        String source,
        Entities entities,
        Instant happened,
        Instant seen,
        int count,
        boolean expected) {

    /** @param expected names of rules */
    public static List<Raised> of(List<Alert> alerts, Set<String> expected) {
        record Same(String rule, String source, Entities entities) {}
        Map<Same, Raised> raised = new LinkedHashMap<>();
        for (Alert alert :
                alerts.stream().sorted(Comparator.comparing(Alert::seen)).toList()) {
            raised.merge(
                    new Same(alert.rule(), alert.source(), alert.entities()),
                    new Raised(
                            alert.rule(),
                            alert.title(),
                            alert.severity(),
                            alert.source(),
                            alert.entities(),
                            alert.happened(),
                            alert.seen(),
                            1,
                            expected.contains(alert.rule())),
                    (first, next) -> first.counting(next.count));
        }
        return List.copyOf(raised.values());
    }

    Raised about(Entities others) {
        return new Raised(rule, title, severity, source, others, happened, seen, count, expected);
    }

    private Raised counting(int more) {
        return new Raised(rule, title, severity, source, entities, happened, seen, count + more, expected);
    }
}
