package dev.tocsin.cli;

import dev.tocsin.signoff.PrivateKeyFile;
import dev.tocsin.signoff.PublicKeyFile;
import dev.tocsin.signoff.SignOff;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A second approver signs what the first has signed. */
@Command(
        name = "countersign",
        description = "Add a signature to a record after checking those that it has, and print it anew.",
        mixinStandardHelpOptions = true)
final class CountersignCommand implements Callable<Integer> {
    @Parameters(paramLabel = "<record>", description = "The file that signoff wrote: <run>.dsse.json.")
    private Path record = Path.of("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "<key.pem>",
            description = "The private key to sign with: ECDSA P-256 or Ed25519.")
    private Path key = Path.of("");

    @Option(
            names = "--signed-by",
            required = true,
            paramLabel = "<pub.pem>",
            description = "The public key of who has signed; one for each signature.")
    private List<Path> signers = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SignOffCommand.told(
                spec,
                SignOff.countersign(
                        record,
                        signers.stream().map(PublicKeyFile::read).toList(),
                        PrivateKeyFile.read(key, System.getenv(PrivateKeyFile.PASSWORD))));
        return 0;
    }
}
