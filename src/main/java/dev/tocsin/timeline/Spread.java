package dev.tocsin.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An objective over several trials of a drill. Percentiles are of what was measured (nearest rank); one miss is enough to
 * fail, whatever they say.
 *
 * @param objective what was demanded
 * @param trials how many there were
 * @param held in how many it held
 * @param p50 the median of what was measured; null if nothing was
 * @param p95 the 95th percentile
 * @param worst the longest
 */
public record Spread(
        Objective objective,
        int trials,
        int held,
        @Nullable Duration p50,
        @Nullable Duration p95,
        @Nullable Duration worst) {

    /** One for each objective, in the first trial's order. */
    public static List<Spread> of(List<List<Result>> trials) {
        Map<Objective, List<Result>> byObjective = new LinkedHashMap<>();
        for (List<Result> trial : trials) {
            for (Result result : trial) {
                byObjective
                        .computeIfAbsent(result.objective(), one -> new ArrayList<>())
                        .add(result);
            }
        }
        return byObjective.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), trials.size()))
                .toList();
    }

    private static Spread of(Objective objective, List<Result> results, int trials) {
        List<Duration> measured = results.stream()
                .map(Result::measured)
                .filter(java.util.Objects::nonNull)
                .sorted()
                .toList();
        int held = (int) results.stream()
                .filter(result -> result.verdict() == Verdict.HELD)
                .count();
        return new Spread(objective, trials, held, rank(measured, 0.5), rank(measured, 0.95), rank(measured, 1));
    }

    private static @Nullable Duration rank(List<Duration> sorted, double share) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
