package dev.tocsin.report;

import dev.tocsin.timeline.Coverage;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Proofed;
import dev.tocsin.timeline.ProofedDrill;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Collects the outcomes of a run and makes its report. */
public final class Reports {
    private final Path root;
    private RunFolder folder;
    private int outcomes;
    private final List<ProofedDrill> proofed = new ArrayList<>();
    private Supplier<Optional<Coverage>> coverage = Optional::empty;

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

    /** Keeps that this run is a part of one. */
    public void begin(Shard shard) {
        try {
            shard.write(folder.path());
        } catch (IOException e) {
            throw new UncheckedIOException("The report cannot be written to " + folder.path(), e);
        }
    }

    /** Takes over what a part of this run left: its results and evidence, and not the report that was made of them. */
    public synchronized void take(Path part) {
        try (Stream<Path> files = Files.walk(part)) {
            for (Path file : files.filter(one -> Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                Path name = part.relativize(file);
                Path to = folder.path().resolve(name);
                if (!isMade(name) && !Files.exists(to)) {
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                    outcomes++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(part + " cannot be taken over into " + folder.path(), e);
        }
    }

    /** Whether it is of one part alone: what is made at the end, and how earlier runs went. */
    private static boolean isMade(Path name) {
        return name.getNameCount() == 1 && !name.toString().matches(".*\\.(summary\\.json|svg)")
                || name.startsWith(Path.of("allure-results", "history"))
                || name.startsWith("signoff");
    }

    /** What the drills of the library cover; asked for at the end. */
    public synchronized void covering(Supplier<Optional<Coverage>> coverage) {
        this.coverage = coverage;
    }

    /** Keeps an outcome; written at once, so that a killed run still has it. */
    public synchronized void add(Outcome outcome) {
        try {
            Files.createDirectories(folder.allureResults());
            new AllureResults(folder.allureResults()).write(outcome);
            String name = file(outcome.drill().name());
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

    /** Keeps what a mutant came to. */
    public synchronized void add(Outcome outcome, Proofed proofed) {
        try {
            Files.createDirectories(folder.allureResults());
            new AllureResults(folder.allureResults()).write(outcome, proofed);
            // Apart from the drills': who signs a run off signs for these.
            Path mutants = Files.createDirectories(folder.path().resolve("mutants"));
            Files.writeString(
                    mutants.resolve(file(proofed.drill() + "." + proofed.mutant()) + ".json"), SummaryJson.of(outcome));
            outcomes++;
        } catch (IOException e) {
            throw new UncheckedIOException("What a mutant came to cannot be written to " + folder.path(), e);
        }
    }

    /** Keeps why a mutant was not run. */
    public synchronized void add(Proofed proofed) {
        new AllureResults(folder.allureResults()).write(proofed);
    }

    /** Keeps all mutants of a drill, when the last of them is done. */
    public synchronized void add(ProofedDrill drill) {
        proofed.add(drill);
        proofed.sort(Comparator.comparing(ProofedDrill::drill));
    }

    void proofing(PrintStream out) throws IOException {
        if (proofed.isEmpty()) {
            return;
        }
        new AllureResults(folder.allureResults()).write(proofed);
        Files.writeString(folder.path().resolve("proofing.json"), ProofingJson.of(proofed));
        Files.writeString(folder.path().resolve("proofing.html"), ProofingHtml.of(proofed));
        out.print(ProofingTable.of(proofed));
        out.printf("proofing: %s%n", root.resolve("latest").resolve("proofing.html"));
    }

    /** A row's value, or a rule's name, may hold a slash. */
    static String file(String name) {
        return name.replaceAll("[^A-Za-z0-9._=,\\[\\]-]", "_");
    }

    /** A game day may have left something though no drill of it was run. */
    private static void deleteIfEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isEmpty()) {
                Files.delete(folder);
            }
        }
    }

    /** Makes the HTML and says where it is. A report that cannot be made is said, and changes no verdict. */
    public synchronized void finish(PrintStream out) {
        try {
            if (outcomes == 0) {
                deleteIfEmpty(folder.path());
                return;
            }
            folder.becomeLatest();
            proofing(out);
            Optional<Coverage> covered = coverage.get();
            if (covered.isPresent()) {
                new CoveragePages(covered.get(), root).write(folder.path());
                out.printf("coverage: %s%n", root.resolve("latest").resolve(CoveragePages.PAGE));
            }
            HtmlReport.generate(folder, root.resolve("history"));
            out.printf(
                    "report: %s%n", root.resolve("latest").resolve(folder.html().getFileName()));
        } catch (IOException e) {
            out.printf("The HTML report could not be made: %s. Results are in %s.%n", e.getMessage(), folder.path());
        }
    }
}
