package dev.tocsin.cli;

import dev.tocsin.signoff.Details;
import dev.tocsin.signoff.Previous;
import dev.tocsin.signoff.PrivateKeyFile;
import dev.tocsin.signoff.PublicKeyFile;
import dev.tocsin.signoff.SignOff;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs a run off. */
@Command(
        name = "signoff",
        description = "Write the record of a run, sign it, and print it as a page and a PDF.",
        mixinStandardHelpOptions = true)
final class SignOffCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "<run>",
            description = "The run's folder, or its name under reports/ (default: ${DEFAULT-VALUE}).",
            defaultValue = "latest")
    private String run = "";

    @Option(
            names = "--key",
            required = true,
            paramLabel = "<key.pem>",
            description = "The private key: ECDSA P-256 or Ed25519. The password of an encrypted one is taken from "
                    + PrivateKeyFile.PASSWORD + ".")
    private Path key = Path.of("");

    @Option(
            names = "--details",
            paramLabel = "<details.yaml>",
            description = "What people say: scope, participants, approvers, deviations, actions.")
    private @Nullable Path details;

    @Option(
            names = "--approver",
            paramLabel = "<name, role>",
            description = "Who approves; may be given several times.")
    private List<String> approvers = List.of();

    @Option(
            names = "--drill",
            paramLabel = "<name>",
            description = "Only this one of the run's drills; may be given several times.")
    private List<String> drills = List.of();

    @Option(names = "--since", paramLabel = "<record>", description = "The last record, to compare with.")
    private @Nullable Path since;

    @Option(
            names = "--since-key",
            paramLabel = "<pub.pem>",
            description = "The public key of the last record, if it is not --key's; one for each of its signatures.")
    private List<Path> sinceKeys = List.of();

    @Option(
            names = "--to",
            paramLabel = "<folder>",
            description = "Where to write (default: signoff/ in the run's folder).")
    private @Nullable Path to;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrivateKeyFile own = PrivateKeyFile.read(key, System.getenv(PrivateKeyFile.PASSWORD));
        Details said = Details.of(details, approvers);
        Previous last = since == null
                ? null
                : Previous.read(
                        since,
                        sinceKeys.isEmpty()
                                ? List.of(own.publicKey())
                                : sinceKeys.stream().map(PublicKeyFile::read).toList());
        SignOff.Written written = SignOff.sign(Path.of("reports"), run, drills, said, own, last, to, Instant.now());
        told(spec, written);
        return 0;
    }

    static void told(CommandSpec spec, SignOff.Written written) {
        spec.commandLine().getOut().println(written.headline());
        spec.commandLine().getOut().println("record: " + written.record());
        spec.commandLine().getOut().println("page:   " + written.html());
        spec.commandLine().getOut().println("PDF:    " + written.pdf());
    }
}
