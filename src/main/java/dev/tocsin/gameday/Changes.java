package dev.tocsin.gameday;

import dev.tocsin.timeline.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is otherwise than at the last game day of this name, each in a few words. A drill is compared with its own last
 * time, for not every one is drawn each time.
 *
 * @param since when the last one began; null if this is the first
 * @param better drills whose verdict got better
 * @param worse drills whose verdict got worse, and what else did
 */
record Changes(@Nullable Instant since, List<String> better, List<String> worse) {

    /** @param history earlier results, oldest first */
    static Changes of(List<DayResult> history, DayResult now) {
        if (history.isEmpty()) {
            return new Changes(null, List.of(), List.of());
        }
        DayResult last = history.get(history.size() - 1);
        List<String> better = new ArrayList<>();
        List<String> worse = new ArrayList<>();
        for (String drill : now.drills().keySet()) {
            DayResult before = lastWith(drill, history);
            Verdict was = before == null ? Verdict.HELD : before.verdict(drill);
            Verdict is = now.verdict(drill);
            if (was != is) {
                (is.compareTo(was) < 0 ? better : worse)
                        .add(drill + " (" + (before == null ? "new" : was.label()) + " -> " + is.label() + ")");
            }
        }
        turned(last.ended().isEmpty(), now.ended().isEmpty(), "it ended early", better, worse);
        turned(last.unanswered().isEmpty(), now.unanswered().isEmpty(), "nobody acknowledged in time", better, worse);
        now.slower().stream()
                .filter(drill -> !last.slower().contains(drill))
                .forEach(drill -> worse.add(drill + " (slower)"));
        last.slower().stream()
                .filter(drill ->
                        now.drills().containsKey(drill) && !now.slower().contains(drill))
                .forEach(drill -> better.add(drill + " (no longer slower)"));
        return new Changes(last.from(), better, worse);
    }

    /** Whether there is something to tell. The first game day of a name is always worth it. */
    boolean any() {
        return since == null || !better.isEmpty() || !worse.isEmpty();
    }

    private static void turned(boolean was, boolean is, String what, List<String> better, List<String> worse) {
        if (was != is) {
            (is ? better : worse).add(is ? "no longer: " + what : what);
        }
    }

    private static @Nullable DayResult lastWith(String drill, List<DayResult> history) {
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.get(i).drills().containsKey(drill)) {
                return history.get(i);
            }
        }
        return null;
    }
}
