package dev.tocsin.cli;

import dev.tocsin.scenario.Library;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a drill to start from. */
@Command(
        name = "new",
        description = "Write a drill to start from: it lints clean and runs.",
        mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
    private static final List<String> TACTICS = List.of(
            "initial-access",
            "discovery",
            "credential-access",
            "privilege-escalation",
            "defense-evasion",
            "persistence",
            "lateral-movement",
            "execution",
            "impact");

    @Mixin
    private LibraryOption library;

    @Parameters(paramLabel = "<tactic>/<name>", description = "Such as persistence/backdoor-cronjob.")
    private String place = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        String[] parts = place.split("/", -1);
        if (parts.length != 2 || !parts[1].matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
            throw new Tocsin.UsageException(
                    "'" + place + "' is not <tactic>/<name>. A name has small letters, digits and dashes.");
        }
        if (!TACTICS.contains(parts[0])) {
            throw new Tocsin.UsageException(
                    "There is no tactic '" + parts[0] + "'." + dev.tocsin.scenario.Nearest.hint(parts[0], TACTICS));
        }
        Library known = library.open();
        if (known.drills().containsKey(parts[1])) {
            throw new Tocsin.UsageException("There is already a drill of this name: "
                    + known.drills().get(parts[1]) + ". Nothing was written.");
        }
        Path file = known.root().resolve("drills").resolve(parts[0]).resolve(parts[1] + ".yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, template().replace("TACTIC", parts[0]).replace("NAME", parts[1]));
        spec.commandLine().getOut().println(file);
        return 0;
    }

    private static String template() throws IOException {
        try (InputStream in = NewCommand.class.getResourceAsStream("/template/drill.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
