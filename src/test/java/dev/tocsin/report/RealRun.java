package dev.tocsin.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a run on a real cluster left. */
final class RealRun {
    static final String DRILL = "privileged-pod-host-escape";
    private static final Path KEPT = Path.of("src/test/resources/signoff/held");

    private RealRun() {}

    /** Its folder, made anew under that name. */
    static Path copy(Path reports, String name) throws IOException {
        Path folder = Files.createDirectories(reports.resolve(name));
        for (String ending : List.of(".summary.json", ".svg")) {
            Files.copy(KEPT.resolve(DRILL + ending), folder.resolve(DRILL + ending));
        }
        return folder;
    }

    /** The same as another trial, and with other words in it. */
    static void trial(Path folder, int number, String from, String to) throws IOException {
        String summary = Files.readString(KEPT.resolve(DRILL + ".summary.json"));
        if (!summary.contains(from)) {
            throw new IllegalArgumentException(from);
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(DRILL + "_trial_" + number + ".summary.json"), summary.replace(from, to));
    }
}
