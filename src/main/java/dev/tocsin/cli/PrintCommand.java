package dev.tocsin.cli;

import dev.tocsin.signoff.SignOff;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the page and the PDF anew. */
@Command(
        name = "print",
        description = "Make the page and the PDF from a record alone. It checks no signature: verify does.",
        mixinStandardHelpOptions = true)
final class PrintCommand implements Callable<Integer> {
    @Parameters(paramLabel = "<record>", description = "The file that signoff wrote: <run>.dsse.json.")
    private Path record = Path.of("");

    @Option(names = "--to", paramLabel = "<folder>", description = "Where to write (default: the record's folder).")
    private @Nullable Path to;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SignOffCommand.told(spec, SignOff.print(record, to));
        return 0;
    }
}
