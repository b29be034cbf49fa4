package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.report.Reports;
import dev.tocsin.signoff.Details;
import dev.tocsin.signoff.PrivateKeyFile;
import dev.tocsin.signoff.PublicKeyFile;
import dev.tocsin.signoff.SignOff;
import dev.tocsin.signoff.Verification;
import dev.tocsin.timeline.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is signed of a run, verified against the run's folder.
 *
 * @param headline its first line
 * @param drill what the record says of the run's only drill
 * @param page the page that is printed from the record
 * @param written everything that was written down of the run, signed or not
 */
record SignedRun(String headline, JsonNode drill, String page, String written) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Writes the report of a run, signs it with a fresh key, and verifies it with the public one. */
    static SignedRun of(Outcome outcome, Path folder) throws IOException, GeneralSecurityException {
        Reports reports = new Reports(folder.resolve("reports"));
        reports.add(outcome);
        reports.finish(new PrintStream(java.io.OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path key =
                pem(folder.resolve("key.pem"), "PRIVATE KEY", pair.getPrivate().getEncoded());
        Path pub = pem(folder.resolve("pub.pem"), "PUBLIC KEY", pair.getPublic().getEncoded());
        SignOff.Written signed = SignOff.sign(
                folder.resolve("reports"),
                reports.folder().toString(),
                List.of(),
                Details.of(null, List.of("Ada Example, head of operations")),
                PrivateKeyFile.read(key, null),
                null,
                folder.resolve("signed"),
                Instant.now());
        Verification checked = Verification.of(signed.record(), List.of(PublicKeyFile.read(pub)), reports.folder());
        assertThat(checked.findings()).isEmpty();
        assertThat(checked.isGood()).isTrue();
        assertThat(checked.headline()).isEqualTo(signed.headline());
        String envelope = Files.readString(signed.record());
        JsonNode statement = JSON.readTree(Base64.getDecoder()
                .decode(JSON.readTree(envelope).path("payload").asText()));
        JsonNode drill = statement.at("/predicate/tocsin_signoff/drills/0");
        assertThat(drill.isObject()).as(statement.toPrettyString()).isTrue();
        String page = Files.readString(signed.html());
        return new SignedRun(
                signed.headline(), drill, page, statement + page + text(reports.folder()) + outcome.explanation());
    }

    static Path pem(Path file, String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private static String text(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }
}
