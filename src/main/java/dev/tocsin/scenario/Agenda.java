package dev.tocsin.scenario;

import dev.tocsin.timeline.DrillInfo;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Which drills the parts of a game day come to. No drill comes twice: what an earlier part has is left out of a later one,
 * and draws are made from what is on the agenda nowhere else.
 */
final class Agenda {
    private final Map<String, DrillInfo> drills;
    private final Set<String> taken = new LinkedHashSet<>();

    /** @param drills every drill of the library, by name */
    Agenda(Map<String, DrillInfo> drills) {
        this.drills = drills;
    }

    /**
     * @param parts those with drills, by their place on the agenda
     * @return place to names, in the order in which they are run; a part that comes to none has none, a draw that may fall
     *     short of its number has fewer
     */
    Map<Integer, List<String>> of(Map<Integer, GameDay.Drills> parts, long seed) {
        Map<Integer, List<String>> chosen = new LinkedHashMap<>();
        parts.forEach((place, part) -> {
            if (part.draw() == 0) {
                chosen.put(place, take(fresh(part)));
            }
        });
        Set<String> fixed = Set.copyOf(taken);
        Random random = new Random(seed);
        int drawn = 0;
        for (Map.Entry<Integer, GameDay.Drills> one : parts.entrySet()) {
            GameDay.Drills part = one.getValue();
            if (part.draw() > 0) {
                // What earlier draws took may all have been of this pool: whether it suffices must not hang on the
                // seed.
                long sure = pool(part).stream()
                                .filter(name -> !fixed.contains(name))
                                .count()
                        - drawn;
                List<String> left = fresh(part);
                Collections.shuffle(left, random);
                chosen.put(one.getKey(), take(left.subList(0, (int) Math.max(0, Math.min(part.draw(), sure)))));
                drawn += part.draw();
            }
        }
        return chosen;
    }

    private List<String> take(List<String> names) {
        taken.addAll(names);
        return List.copyOf(names);
    }

    private List<String> fresh(GameDay.Drills part) {
        List<String> fresh = new ArrayList<>(pool(part));
        fresh.removeAll(taken);
        return fresh;
    }

    /** All that meet what the part says: in the order of its names, else of the alphabet. */
    private Set<String> pool(GameDay.Drills part) {
        Set<String> pool = new LinkedHashSet<>();
        for (String name : part.names().isEmpty() ? List.of("*") : part.names()) {
            named(name).stream()
                    .filter(one -> part.tactic() == null
                            || part.tactic().equals(drills.get(one).tactic()))
                    .filter(one -> drills.get(one).tags().containsAll(part.tags()))
                    .forEach(pool::add);
        }
        return pool;
    }

    /** A name, of a drill with rows each of them, or a row's name, or a glob. */
    List<String> named(String name) {
        if (drills.containsKey(name)) {
            return List.of(name);
        }
        PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + name);
        return drills.keySet().stream()
                .filter(one -> glob.matches(Path.of(one.replaceAll("\\[.*", ""))))
                .toList();
    }
}
