package dev.tocsin.gameday;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Recovery;
import dev.tocsin.timeline.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A trial of a drill, as it is kept for later game days.
 *
 * @param millis since T0, to the last objective of detect, contain, eradicate, recover; and the rto; without those that the
 *     drill does not demand or did not meet
 */
record Trial(Verdict verdict, Map<String, Double> millis) {
    private static final List<Phase> PHASES = List.of(Phase.DETECT, Phase.CONTAIN, Phase.ERADICATE, Phase.RECOVER);

    static Trial of(Outcome outcome) {
        Map<String, Double> millis = new TreeMap<>();
        for (Phase phase : PHASES) {
            put(millis, phase.label(), outcome.sinceT0(phase));
        }
        Recovery.Time rto = outcome.recovery().time();
        put(millis, "rto", rto == null ? null : rto.measured());
        return new Trial(outcome.verdict(), millis);
    }

    private static void put(Map<String, Double> millis, String what, @Nullable Duration time) {
        if (time != null) {
            millis.put(what, time.toNanos() / 1e6);
        }
    }
}
