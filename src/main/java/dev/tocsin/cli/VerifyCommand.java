package dev.tocsin.cli;

import dev.tocsin.signoff.PublicKeyFile;
import dev.tocsin.signoff.Verification;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a record. */
@Command(
        name = "verify",
        description = "Check a record's signatures and what it says, and with --evidence every file that it lists.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all is as signed; that a drill did not hold is no fault of its record",
            "1:something differs",
            "2:wrong usage, or no record at all"
        })
final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "<record>", description = "The file that signoff wrote: <run>.dsse.json.")
    private Path record = Path.of("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "<pub.pem>",
            description = "The signer's public key; one for each signature.")
    private List<Path> keys = List.of();

    @Option(
            names = "--evidence",
            paramLabel = "<folder>",
            description = "The run's folder: every file is compared with the record.")
    private @Nullable Path evidence;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Verification checked =
                Verification.of(record, keys.stream().map(PublicKeyFile::read).toList(), evidence);
        PrintWriter out = spec.commandLine().getOut();
        if (!checked.headline().isEmpty()) {
            out.println(checked.headline());
        }
        checked.told().forEach(out::println);
        checked.findings().forEach(out::println);
        out.println(checked.isGood() ? "verified" : "NOT VERIFIED: " + record);
        return checked.isGood() ? 0 : 1;
    }
}
