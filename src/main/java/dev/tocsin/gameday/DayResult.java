package dev.tocsin.gameday;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.tocsin.timeline.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a game day came to, as it is kept for later ones.
 *
 * @param run the name of its run's folder
 * @param cores of the machine; times are compared between equal ones only
 * @param ended why it ended early; empty if it did not
 * @param drills name to its trials
 * @param notRun drills of its agenda that were not run
 * @param unanswered ids of questions that nobody acknowledged in time
 * @param slower drills that had got slower
 */
record DayResult(
        String run,
        Instant from,
        Instant to,
        long seed,
        String cores,
        String ended,
        Map<String, List<Trial>> drills,
        List<String> notRun,
        List<String> unanswered,
        TreeSet<String> slower) {

    /** The worst of a drill's trials. */
    Verdict verdict(String drill) {
        return Verdict.worst(drills.get(drill).stream().map(Trial::verdict).toList());
    }

    /** Whether every drill held, and nothing was left out. */
    @JsonIgnore
    boolean isHeld() {
        return ended.isEmpty()
                && notRun.isEmpty()
                && unanswered.isEmpty()
                && drills.keySet().stream().allMatch(name -> verdict(name) == Verdict.HELD);
    }
}
