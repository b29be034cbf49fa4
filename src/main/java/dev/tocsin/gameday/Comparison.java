package dev.tocsin.gameday;

import dev.tocsin.timeline.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Whether drills that held got slower: the Mann-Whitney U test, one-sided, of their times against those of earlier game
 * days on as many cores. It assumes no distribution, and one outlier does not decide. Of each drill up to five times are
 * compared, with Holm's correction, at 1 % together: of a hundred drills that did not change, one is flagged in error. A
 * difference that nobody would mind is none: less than a fifth of the median, or than 200 ms.
 *
 * @param slowdowns what got slower
 * @param undecided drills that held and have too few trials, now or before, for the test to say anything
 */
record Comparison(List<Slowdown> slowdowns, Set<String> undecided) {
    private static final double ALPHA = 0.01;
    private static final double LEAST_SHARE = 1.2;
    private static final double LEAST_MILLIS = 200;
    /** Fewer of the newest are filled up from the game days before: so a drill that is run once each time is judged too. */
    private static final int FEWEST_NOW = 3;

    /** @param history earlier results, oldest first */
    static Comparison of(List<DayResult> history, DayResult now) {
        List<Slowdown> slowdowns = new ArrayList<>();
        Set<String> undecided = new TreeSet<>();
        for (String drill : now.drills().keySet()) {
            if (now.verdict(drill) == Verdict.HELD && !compare(drill, history, now, slowdowns)) {
                undecided.add(drill);
            }
        }
        return new Comparison(slowdowns, undecided);
    }

    /** @return whether the test could have told */
    private static boolean compare(String drill, List<DayResult> history, DayResult now, List<Slowdown> slowdowns) {
        List<Trial> recent = new ArrayList<>(now.drills().get(drill));
        List<Trial> before = new ArrayList<>();
        for (int i = history.size() - 1; i >= 0; i--) {
            DayResult day = history.get(i);
            List<Trial> held = day.drills().getOrDefault(drill, List.of()).stream()
                    .filter(trial -> trial.verdict() == Verdict.HELD)
                    .toList();
            if (day.cores().equals(now.cores())) {
                (recent.size() < FEWEST_NOW ? recent : before).addAll(held);
            }
        }
        Set<String> times = recent.get(0).millis().keySet();
        boolean able = !times.isEmpty() && leastP(recent.size(), before.size()) <= ALPHA / times.size();
        if (able) {
            slowdowns.addAll(significant(times.stream()
                    .map(what -> tested(drill, what, sample(recent, what), sample(before, what)))
                    .toList()));
        }
        return able;
    }

    /** If every new time is longer than every old one. */
    static double leastP(int now, int before) {
        double p = 1;
        for (int i = 1; i <= now; i++) {
            p *= i / (double) (before + i);
        }
        return before == 0 ? 1 : p;
    }

    private static double[] sample(List<Trial> trials, String what) {
        return trials.stream()
                .filter(trial -> trial.millis().containsKey(what))
                .mapToDouble(trial -> trial.millis().get(what))
                .toArray();
    }

    private static Slowdown tested(String drill, String what, double[] now, double[] before) {
        double p = now.length == 0 || before.length == 0
                ? 1
                : MannWhitneyUTest.withDefaults()
                        .with(AlternativeHypothesis.GREATER_THAN)
                        .test(now, before)
                        .getPValue();
        return new Slowdown(drill, what, median(before), median(now), p, before.length, now.length);
    }

    /** Holm's: the smallest p stands against all, the next one against one fewer, and so on until one does not. */
    private static List<Slowdown> significant(List<Slowdown> tested) {
        List<Slowdown> significant = new ArrayList<>();
        List<Slowdown> smallestFirst =
                tested.stream().sorted(Comparator.comparingDouble(Slowdown::p)).toList();
        for (int i = 0; i < smallestFirst.size(); i++) {
            Slowdown one = smallestFirst.get(i);
            double corrected = one.p() * (smallestFirst.size() - i);
            if (corrected > ALPHA) {
                break;
            }
            if (one.now() >= one.before() * LEAST_SHARE && one.now() - one.before() >= LEAST_MILLIS) {
                significant.add(new Slowdown(
                        one.drill(),
                        one.what(),
                        one.before(),
                        one.now(),
                        corrected,
                        one.trialsBefore(),
                        one.trialsNow()));
            }
        }
        return significant;
    }

    private static double median(double[] sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length == 0 ? 0 : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
