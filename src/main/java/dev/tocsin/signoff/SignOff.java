package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tocsin.scenario.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs, countersigns and prints records. */
public final class SignOff {
    /** In a run's folder: what it lacks to be whole. Of a game day its own summary says that. */
    public static final String NOT_WHOLE = "not-whole.txt";

    private static final String ENDING = ".dsse.json";

    private SignOff() {}

    /**
     * A record and what is printed from it.
     *
     * @param headline what it says first
     */
    public record Written(String headline, Path record, Path html, Path pdf) {}

    /**
     * Signs the record of a run and prints it.
     *
     * @param reports where runs' folders are
     * @param run a folder, the name of one under {@code reports}, or {@code latest}
     * @param chosen the names of its drills; all of them if there are none
     * @param since the last record, to compare with; null if there is none
     * @param to the folder for the record; null for {@code signoff/} in the run's folder
     * @throws SignOffException if the run cannot be signed, nobody approves, or it is signed already; nothing has been written then
     */
    public static Written sign(
            Path reports,
            String run,
            List<String> chosen,
            Details details,
            PrivateKeyFile key,
            @Nullable Previous since,
            @Nullable Path to,
            Instant now) {
        RunFiles files = RunFiles.of(reports, run);
        Optional<String> lacking = chosen.isEmpty() ? files.lacking() : Optional.empty();
        if (lacking.isPresent()) {
            throw new SignOffException("The run in " + files.folder() + " is not whole: " + lacking.get()
                    + ". Run what is missing and merge all parts, or sign single drills off with --drill.");
        }
        List<String> names = files.names();
        if (names.isEmpty()) {
            throw new SignOffException("There is no drill in " + files.folder() + ".");
        }
        for (String name : chosen) {
            if (!names.contains(name)) {
                throw new SignOffException("No drill '" + name + "' was run there." + Nearest.hint(name, names));
            }
        }
        List<RunFiles.Drill> drills = files.drills(chosen.isEmpty() ? names : chosen);
        // Some of its drills are not the game day.
        JsonNode gameDay = chosen.isEmpty() ? files.gameDay() : MissingNode.getInstance();
        byte[] statement = StrictJson.write(Statement.of(files, drills, gameDay, details.of(gameDay), since, now));
        List<String> findings = new ArrayList<>();
        Consistency.read(statement, findings);
        if (!findings.isEmpty()) {
            throw new SignOffException("The run cannot be signed.\n" + String.join("\n", findings));
        }
        Envelope envelope = Envelope.of(statement, key);
        Path folder = to == null ? files.folder().resolve("signoff") : to;
        Path record = folder.resolve(files.id() + ENDING);
        try {
            Files.createDirectories(folder);
            Files.write(record, envelope.bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new SignOffException("There is already " + record
                    + ". A signed record is not overwritten: give another folder with --to, or remove it.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return printed(record);
    }

    /**
     * Adds a signature to a record whose own are good, and prints it anew.
     *
     * @param keys those of the signatures that it has
     * @throws SignOffException if the record is not good, or the key has signed it already; nothing is changed then
     */
    public static Written countersign(Path record, List<PublicKeyFile> keys, PrivateKeyFile key) {
        Verification checked = Verification.of(record, keys, null);
        if (!checked.isGood()) {
            throw new SignOffException(
                    "A record that is not good is not signed.\n" + String.join("\n", checked.findings()));
        }
        Envelope envelope = Envelope.read(record);
        if (envelope.signatures().stream()
                .anyMatch(one -> one.keyId().equals(key.publicKey().id()))) {
            throw new SignOffException(key.publicKey().name() + " has signed " + record + " already.");
        }
        replace(record, envelope.and(key).bytes());
        return printed(record);
    }

    /** The record stands, whatever becomes of its printing. */
    private static Written printed(Path record) {
        try {
            return print(record, null);
        } catch (RuntimeException e) {
            throw new SignOffException("The record is signed: " + record + ". It could not be printed: "
                    + e.getMessage() + ". The command 'print' tries again.");
        }
    }

    /**
     * Makes the page and its PDF from a record alone; the same record gives the same page.
     *
     * @param to the folder for both; null for the record's own
     */
    public static Written print(Path record, @Nullable Path to) {
        Envelope envelope = Envelope.read(record);
        List<String> findings = new ArrayList<>();
        var statement = Consistency.read(envelope.payload(), findings);
        if (!findings.isEmpty()) {
            throw new SignOffException("There is nothing to print.\n" + String.join("\n", findings));
        }
        String name = record.getFileName().toString();
        String base = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        Path folder = to == null ? record.toAbsolutePath().getParent() : to;
        Path html = folder.resolve(base + ".html");
        Path pdf = folder.resolve(base + ".pdf");
        Page page = new Page(name, statement, envelope);
        try {
            Files.createDirectories(folder);
            replace(html, page.html().getBytes(StandardCharsets.UTF_8));
            replace(pdf, Pdf.of(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Written(
                statement.at("/predicate/" + Statement.OWN + "/headline").asText(), record, html, pdf);
    }

    /** In one step: a record that is half written would be lost. */
    private static void replace(Path file, byte[] bytes) {
        Path half = file.resolveSibling("." + file.getFileName() + ".half");
        try {
            Files.write(half, bytes);
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
