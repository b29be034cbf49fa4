package dev.tocsin.gameday;

import dev.tocsin.timeline.Times;
import dev.tocsin.timeline.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A game day in at most ten lines, fit for a chat message: what it came to, and what changed since the last one. */
final class Digest {
    private static final int MOST_NAMES = 5;

    private Digest() {}

    static String of(DayRecord record) {
        DayResult result = record.result();
        List<String> lines = new ArrayList<>();
        lines.add(headline(record));
        if (record.trouble().isEmpty()) {
            changes(record.changes(), lines);
        } else {
            lines.add("not compared with earlier ones: " + record.trouble().replace('\n', ' '));
        }
        if (!result.ended().isEmpty()) {
            lines.add("ended early: " + result.ended());
        }
        some("not run", result.notRun(), lines);
        some(
                "slower",
                record.comparison().slowdowns().stream().map(Digest::slower).toList(),
                lines);
        some("too few trials to tell whether slower", record.comparison().undecided(), lines);
        some("asked", record.answers().stream().map(Digest::answer).toList(), lines);
        lines.add("seed: " + result.seed() + ", -Dseed=" + result.seed() + " draws the same; run " + result.run());
        return String.join("\n", lines) + "\n";
    }

    private static String headline(DayRecord record) {
        DayResult result = record.result();
        int planned = result.drills().size() + result.notRun().size();
        String verdicts = Stream.of(Verdict.values())
                .filter(verdict -> verdict != Verdict.HELD)
                .map(verdict -> counted(
                        result.drills().keySet().stream()
                                .filter(name -> result.verdict(name) == verdict)
                                .count(),
                        verdict.label()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining());
        long held = result.drills().keySet().stream()
                .filter(name -> result.verdict(name) == Verdict.HELD)
                .count();
        return (result.isHeld() ? "[HELD] " : "[NOT HELD] ") + record.day().name() + ": " + held + " of " + planned
                + " drills held" + verdicts + counted(result.notRun().size(), "not run") + "; "
                + Times.text(Duration.between(result.from(), result.to())) + " of "
                + Times.target(record.day().budget());
    }

    private static String counted(long number, String what) {
        return number == 0 ? "" : ", " + number + " " + what;
    }

    private static void changes(Changes changes, List<String> lines) {
        if (changes.since() == null) {
            lines.add("the first of this name here: nothing to compare with");
        } else if (!changes.any()) {
            lines.add("nothing changed since " + changes.since().toString().substring(0, 10));
        }
        some("worse", changes.worse(), lines);
        some("better", changes.better(), lines);
    }

    private static void some(String what, Collection<String> items, List<String> lines) {
        if (!items.isEmpty()) {
            lines.add(what + ": " + items.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                    + (items.size() > MOST_NAMES ? " and " + (items.size() - MOST_NAMES) + " more" : ""));
        }
    }

    private static String slower(Slowdown one) {
        return String.format(
                Locale.ROOT,
                "%s %s %s -> %s (p %.4f, %d against %d trials)",
                one.drill(),
                one.what(),
                time(one.before()),
                time(one.now()),
                one.p(),
                one.trialsNow(),
                one.trialsBefore());
    }

    private static String time(double millis) {
        return Times.text(Duration.ofNanos((long) (millis * 1e6)));
    }

    private static String answer(Answer answer) {
        return answer.id() + " ("
                + (answer.isGiven()
                        ? answer.by() + " after " + Times.text(answer.waited())
                        : "NOBODY within " + Times.text(answer.waited()))
                + ")";
    }
}
