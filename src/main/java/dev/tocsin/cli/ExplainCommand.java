package dev.tocsin.cli;

import dev.tocsin.drill.Explanation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A drill in prose. */
@Command(
        name = "explain",
        description = "Say in prose what a drill does and what it expects by when.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private LibraryOption library;

    @Parameters(paramLabel = "<drill>", description = "Its name.")
    private String name = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(Explanation.of(LibraryOption.load(library.open(), name)));
        return 0;
    }
}
