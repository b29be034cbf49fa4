package dev.tocsin.cli;

import dev.tocsin.engine.TocsinTestEngine;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs drills with their defences broken, as {@code mvn test -Dproof=} does. */
@Command(
        name = "proof",
        description = "Run drills with their defences broken, one by one: each must notice.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every mutant was noticed",
            "1:a mutant survived, or a drill did not hold as it is",
            "2:wrong usage",
            "3:inconclusive"
        })
final class ProofCommand implements Callable<Integer> {
    @Mixin
    private LibraryOption library;

    @Parameters(
            paramLabel = "<selection>",
            description = "A name, a glob, a file or folder, several with commas, or all (default: ${DEFAULT-VALUE}).",
            defaultValue = "all")
    private String selection = "";

    @Option(
            names = "--mutants",
            paramLabel = "<names>",
            description = "Only these: names or globs, several with commas: hands-off,blind=*.")
    private String mutants = "";

    @Option(names = "--tags", paramLabel = "<expression>", description = "Only drills that meet a tag expression.")
    private String tags = "";

    @Option(names = "--shard", paramLabel = "<i/n>", description = "The i-th of n parts.")
    private String shard = "";

    @Option(
            names = "--parallel",
            paramLabel = "<n>",
            description = "So many side by side; by default as many as there are cores.")
    private String parallel = "";

    @Option(names = "--dry-run", description = "Say what would be broken, and touch nothing.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return EngineRun.of(
                Map.of(
                        TocsinTestEngine.PROOF, selection,
                        TocsinTestEngine.MUTANTS, mutants,
                        TocsinTestEngine.TAGS, tags,
                        TocsinTestEngine.SHARD, shard,
                        TocsinTestEngine.PARALLEL, parallel,
                        TocsinTestEngine.DRY_RUN, String.valueOf(dryRun),
                        TocsinTestEngine.LIBRARY, library.folder().toString()),
                spec);
    }
}
