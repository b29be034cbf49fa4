package dev.tocsin.cli;

import dev.tocsin.scenario.Finding;
import dev.tocsin.scenario.Lint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says everything that is wrong or suspicious, at once. */
@Command(
        name = "lint",
        description = "Say everything that is wrong or suspicious in a library, at once.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:no errors", "1:errors; with --strict, warnings too", "2:wrong usage"})
final class LintCommand implements Callable<Integer> {
    /** For people, for scripts, for code scanning. */
    enum Format {
        TEXT,
        JSON,
        SARIF
    }

    @Mixin
    private LibraryOption library;

    @Parameters(paramLabel = "<path>", description = "Only findings in these files or folders.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "--format", description = "text, json or sarif (default: ${DEFAULT-VALUE}).", defaultValue = "TEXT")
    private Format format = Format.TEXT;

    @Option(names = "--strict", description = "Warnings fail too.")
    private boolean strict;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new Tocsin.UsageException("There is no file or folder '" + path + "'.");
            }
        }
        List<Finding> findings = Lint.library(library.folder()).stream()
                .filter(finding -> paths.isEmpty() || paths.stream().anyMatch(path -> within(finding, path)))
                .toList();
        spec.commandLine()
                .getOut()
                .print(
                        switch (format) {
                            case TEXT -> LintText.of(findings);
                            case JSON -> LintJson.of(findings);
                            case SARIF -> LintSarif.of(findings);
                        });
        return findings.stream().anyMatch(finding -> strict || finding.isError()) ? 1 : 0;
    }

    private static boolean within(Finding finding, Path path) {
        return Path.of(finding.at().file())
                .toAbsolutePath()
                .normalize()
                .startsWith(path.toAbsolutePath().normalize());
    }
}
