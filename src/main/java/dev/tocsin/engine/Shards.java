package dev.tocsin.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Deals drills to shards: the longest first, each to the shard that has least to do. The same ones each time. */
final class Shards {
    private Shards() {}

    /**
     * @param durations how long each took last, in milliseconds; one that is not known counts as the mean of the others
     * @return the names that fall to the shard, in their order
     */
    static List<String> deal(List<String> names, Map<String, Long> durations, RunOptions.Shard shard) {
        long mean = mean(names, durations);
        long[] load = new long[shard.of()];
        List<String> mine = new ArrayList<>();
        for (String name : longestFirst(names, durations)) {
            int lightest = 0;
            for (int i = 1; i < load.length; i++) {
                lightest = load[i] < load[lightest] ? i : lightest;
            }
            load[lightest] += Math.max(1, durations.getOrDefault(name, mean));
            if (lightest == shard.index() - 1) {
                mine.add(name);
            }
        }
        List<String> ordered = new ArrayList<>(names);
        ordered.retainAll(mine);
        return ordered;
    }

    /** @param durations likewise */
    static List<String> longestFirst(List<String> names, Map<String, Long> durations) {
        long mean = mean(names, durations);
        return names.stream()
                .sorted(Comparator.comparingLong((String name) -> -durations.getOrDefault(name, mean))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static long mean(List<String> names, Map<String, Long> durations) {
        return (long) names.stream()
                .filter(durations::containsKey)
                .mapToLong(durations::get)
                .average()
                .orElse(1);
    }
}
