package dev.tocsin.gameday;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.scenario.GameDay;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        String digest = Digest.of(record);
        out.print("\n" + digest);
        Conclusion conclusion = new Conclusion(
                digest,
                record.json(),
                record.result().ended(),
                plan.compare().slowerFails() && !record.result().slower().isEmpty());
        try {
            Files.writeString(run.resolve("gameday.json"), conclusion.json());
            Files.writeString(run.resolve("gameday.txt"), digest);
            Files.writeString(run.resolve("gameday.yaml"), plan.text());
        } catch (IOException e) {
            out.printf("What the game day came to cannot be written to %s: %s%n", run, e.getMessage());
        }
        for (GameDay.Notice notice : plan.notices()) {
            if (!notice.onlyOnChange() || record.changes().any()) {
                out.printf("summary to %s: %s%n", notice.env(), day.post().to(notice.env(), conclusion.body(notice)));
            }
        }
        return conclusion;
    }

    private String body(GameDay.Notice notice) {
        ObjectNode chat = History.JSON.createObjectNode().put("text", digest);
        return notice.chat() ? chat.toString() : json;
    }
}
