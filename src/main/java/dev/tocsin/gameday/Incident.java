package dev.tocsin.gameday;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Raised;
import dev.tocsin.timeline.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What drills on one cluster came to together. It is opened once, by the first alert of any of them; whatever is raised later
 * belongs to it.
 *
 * @param drills in order
 * @param from the first drill's T0
 * @param alerts all that were raised since, the first first
 * @param steps whatever was done, seen and found since, in order; what comes again in a drill, the first time
 */
record Incident(List<String> drills, Instant from, List<Raised> alerts, List<Step> steps) {

    /** What happened in one of its drills. */
    record Step(Instant at, String drill, Fact fact) {}

    /**
     * @param outcomes in the order of their drills
     * @return empty if no attack was begun
     */
    static Optional<Incident> of(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(Outcome::t0)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(from -> new Incident(
                        outcomes.stream().map(one -> one.drill().name()).toList(),
                        from,
                        outcomes.stream()
                                .flatMap(one -> one.raised().stream())
                                .sorted(Comparator.comparing(Raised::seen))
                                .toList(),
                        outcomes.stream()
                                .flatMap(one -> one.facts().stream()
                                        .filter(Incident::counts)
                                        .map(fact ->
                                                new Step(at(fact), one.drill().name(), fact)))
                                .sorted(Comparator.comparing(Step::at))
                                .filter(new FirstTime())
                                .toList()));
    }

    /** Of what is raised, and done about it, again and again in a drill, the first time; its own record has every time. */
    private static final class FirstTime implements Predicate<Step> {
        private final Set<List<String>> seen = new HashSet<>();

        @Override
        public boolean test(Step step) {
            return seen.add(List.of(
                    step.drill(), step.fact().actor().label(), step.fact().text()));
        }
    }

    private static boolean counts(Fact fact) {
        return fact.phase().compareTo(Phase.INJECT) >= 0 && fact.actor() != Fact.Actor.DRILL;
    }

    private static Instant at(Fact fact) {
        return fact.happened() == null ? fact.seen() : fact.happened();
    }

    /** In a line. */
    String text() {
        return "one incident of " + String.join(", ", drills) + ": "
                + alerts.stream()
                        .findFirst()
                        .map(first -> "opened after " + Times.text(Duration.between(from, first.seen())) + " by "
                                + first.rule() + ", " + alerts.size() + " alerts")
                        .orElse("never opened")
                + ", " + steps.size() + " steps";
    }

    void write(ObjectNode node) {
        drills.forEach(node.putArray("drills")::add);
        node.put("from", from.toString());
        alerts.stream().findFirst().ifPresent(first -> {
            ObjectNode opened = node.putObject("opened");
            opened.put("at", first.seen().toString());
            opened.put("sinceMillis", since(first.seen()));
            opened.put("by", first.rule());
            ObjectNode about = opened.putObject("about");
            first.entities().known().forEach(about::put);
        });
        ArrayNode raised = node.putArray("alerts");
        alerts.stream().map(Raised::rule).distinct().forEach(raised::add);
        ArrayNode all = node.putArray("steps");
        for (Step step : steps) {
            all.addObject()
                    .put("at", step.at().toString())
                    .put("sinceMillis", since(step.at()))
                    .put("drill", step.drill())
                    .put("phase", step.fact().phase().label())
                    .put("who", step.fact().actor().label())
                    .put("what", step.fact().text());
        }
    }

    private long since(Instant moment) {
        return Duration.between(from, moment).toMillis();
    }
}
