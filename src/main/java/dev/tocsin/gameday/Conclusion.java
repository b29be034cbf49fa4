package dev.tocsin.gameday;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.scenario.GameDay;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How a game day ended.
 *
 * @param digest in at most ten lines
 * @param json all of it, for programs
 * @param endedEarly why; empty if it did not
 * @param slower whether a drill that held got slower, and that is to fail it
 */
public record Conclusion(String digest, String json, String endedEarly, boolean slower) {

    /**
     * Sums a game day up: compares it with earlier ones, keeps it for later ones, and tells who wants to know. What cannot be
     * compared, kept or sent is said, and changes no verdict.
     *
     * @param reports the folder of all runs
     * @param run the run's own
     */
    public static Conclusion of(Day day, Path reports, Path run, PrintStream out) {
        GameDay plan = day.day();
        History history = new History(reports, plan.name());
        DayRecord record;
        try {
            List<DayResult> before = history.read();
            record = day.conclude(run.getFileName().toString(), before, "");
            history.add(before, record.result(), plan.compare().last());
        } catch (IOException e) {
            record = day.conclude(run.getFileName().toString(), List.of(), String.valueOf(e.getMessage()));
        }
        Conclusion conclusion = written(
                record.json(),
                plan.compare().slowerFails() && !record.result().slower().isEmpty(),
                plan.text(),
                run,
                out);
        for (GameDay.Notice notice : plan.notices()) {
            if (!notice.onlyOnChange() || record.changes().any()) {
                out.printf("summary to %s: %s%n", notice.env(), day.post().to(notice.env(), conclusion.body(notice)));
            }
        }
        return conclusion;
    }

    /**
     * Puts together what the shards of one game day came to; each has compared its drills with their earlier results.
     *
     * @param parts the folders of the shards' runs, the first shard's first
     * @param missing the shards that left nothing, in words; empty if there are none
     * @param notRun drills that no shard has run
     * @param run the folder of the whole
     * @return empty if it was no game day
     */
    public static Optional<Conclusion> of(
            Collection<Path> parts, String missing, List<String> notRun, Path run, PrintStream out) throws IOException {
        return DayParts.read(parts).map(days -> {
            ObjectNode whole = days.together(missing, notRun);
            return written(whole, days.slowerFails() && !whole.path("slower").isEmpty(), days.plan(), run, out);
        });
    }

    private static Conclusion written(ObjectNode day, boolean slower, String plan, Path run, PrintStream out) {
        String digest = Digest.of(day, run.getFileName().toString());
        out.print("\n" + digest);
        Conclusion conclusion = new Conclusion(
                digest, day.toPrettyString() + "\n", day.path("ended").asText(), slower);
        try {
            Files.writeString(run.resolve(DayParts.JSON), conclusion.json());
            Files.writeString(run.resolve("gameday.txt"), digest);
            Files.writeString(run.resolve(DayParts.PLAN), plan);
        } catch (IOException e) {
            out.printf("What the game day came to cannot be written to %s: %s%n", run, e.getMessage());
        }
        return conclusion;
    }

    private String body(GameDay.Notice notice) {
        ObjectNode chat = History.JSON.createObjectNode().put("text", digest);
        return notice.chat() ? chat.toString() : json;
    }
}
