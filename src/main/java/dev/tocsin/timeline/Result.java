package dev.tocsin.timeline;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an objective.
 *
 * @param objective what was demanded
 * @param verdict whether it held
 * @param from the moment its time counts from; null if that moment never came
 * @param met when it was met, as seen by the drill; null if it was not while the drill watched
 * @param happened when it happened by the event's own clock (an audit record's stageTimestamp), where there is one
 * @param error the measurement's error: the poll interval of a polled proof, zero for an event
 * @param explanation what was seen, in a sentence
 */
public record Result(
        Objective objective,
        Verdict verdict,
        @Nullable Instant from,
        @Nullable Instant met,
        @Nullable Instant happened,
        Duration error,
        String explanation) {

    /** Judges an objective by its times: held within the target, late after it, missed if never met. */
    public static Result of(
            Objective objective,
            @Nullable Instant from,
            @Nullable Instant met,
            @Nullable Instant happened,
            Duration error,
            String explanation) {
        Verdict verdict = from == null || met == null
                ? Verdict.MISSED
                : Duration.between(from, met).compareTo(objective.target()) <= 0 ? Verdict.HELD : Verdict.LATE;
        return new Result(objective, verdict, from, met, happened, error, explanation);
    }

    /** An objective that could not be judged. */
    public static Result inconclusive(Objective objective, String explanation) {
        return new Result(objective, Verdict.INCONCLUSIVE, null, null, null, Duration.ZERO, explanation);
    }

    /** The same with another explanation. */
    Result explained(String other) {
        return new Result(objective, verdict, from, met, happened, error, other);
    }

    /** The measured time, never below zero (what already held when its clock started took no time); null if not met. */
    public @Nullable Duration measured() {
        if (from == null || met == null) {
            return null;
        }
        Duration measured = Duration.between(from, met);
        return measured.isNegative() ? Duration.ZERO : measured;
    }

    /** The time since T0, whatever the objective's own clock started at; null if not met. */
    public @Nullable Duration sinceT0(@Nullable Instant t0) {
        return t0 == null
                        || met == null
                        || objective.start() == StartPoint.LAST_GOOD_ANSWER
                        || objective.start() == StartPoint.LAST_ROW_KEPT
                ? null
                : Duration.between(t0, met);
    }
}
