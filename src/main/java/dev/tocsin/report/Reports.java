package dev.tocsin.report;

import dev.tocsin.timeline.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Collects the outcomes of a run and makes its report. */
public final class Reports {
    private final Path root;
    private RunFolder folder;
    private int outcomes;

    /** @param root where runs' folders go: {@code reports} */
    public Reports(Path root) {
        this.root = root;
        try {
            this.folder = RunFolder.create(root);
        } catch (IOException e) {
            throw new UncheckedIOException("The report's folder cannot be made under " + root, e);
        }
    }

    /** This run's folder. */
    public Path folder() {
        return folder.path();
    }

    /** Keeps an outcome; written at once, so that a killed run still has it. */
    public synchronized void add(Outcome outcome) {
        try {
            Files.createDirectories(folder.allureResults());
            new AllureResults(folder.allureResults()).write(outcome);
            String name =
                    outcome.drill().name().replaceAll("[^A-Za-z0-9._=,\\[\\]-]", "_"); // a row's value may hold a slash
            Files.writeString(folder.path().resolve(name + ".summary.json"), SummaryJson.of(outcome));
            Files.writeString(folder.path().resolve(name + ".svg"), TimelineSvg.of(outcome));
            EvidenceFolder.write(outcome, folder.path().resolve(name));
            outcomes++;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The drill ran (" + outcome.verdict().label() + "), but its report cannot be written to "
                            + folder.path(),
                    e);
        }
    }

    /** Makes the HTML and says where it is. A report that cannot be made is said, and changes no verdict. */
    public synchronized void finish(PrintStream out) {
        try {
            if (outcomes == 0) {
                Files.deleteIfExists(folder.path());
                return;
            }
            folder.becomeLatest();
            HtmlReport.generate(folder, root.resolve("history"));
            out.printf(
                    "report: %s%n", root.resolve("latest").resolve(folder.html().getFileName()));
        } catch (IOException e) {
            out.printf("The HTML report could not be made: %s. Results are in %s.%n", e.getMessage(), folder.path());
        }
    }
}
