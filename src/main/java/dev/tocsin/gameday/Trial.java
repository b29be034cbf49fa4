package dev.tocsin.gameday;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Recovery;
import dev.tocsin.timeline.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A trial of a drill, as it is kept for later game days.
 *
 * @param cause why it could not tell; empty if it could
 * @param millis since T0, to the last objective of detect, contain, eradicate, recover; and the rto; without those that the
 *     drill does not demand or did not meet
 */
record Trial(Verdict verdict, String cause, Map<String, Double> millis) {
    /** What was kept before there were causes has none. */
    Trial {
        cause = Objects.requireNonNullElse(cause, "");
    }

    private static final List<Phase> PHASES = List.of(Phase.DETECT, Phase.CONTAIN, Phase.ERADICATE, Phase.RECOVER);

    static Trial of(Outcome outcome) {
        Map<String, Double> millis = new TreeMap<>();
        for (Phase phase : PHASES) {
            put(millis, phase.label(), outcome.sinceT0(phase));
        }
        Recovery.Time rto = outcome.recovery().time();
        put(millis, "rto", rto == null ? null : rto.measured());
        String cause = outcome.verdict() == Verdict.INCONCLUSIVE ? outcome.cause() : "";
        return new Trial(outcome.verdict(), cause, millis);
    }

    private static void put(Map<String, Double> millis, String what, @Nullable Duration time) {
        if (time != null) {
            millis.put(what, time.toNanos() / 1e6);
        }
    }
}
