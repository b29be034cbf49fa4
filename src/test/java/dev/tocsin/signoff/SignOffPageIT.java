package dev.tocsin.signoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.report.ReportPage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser: on the screen, and as it prints it. */
class SignOffPageIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"held", "missed"})
    void nothingIsCutOffOnScreenOrPaper(String which) throws Exception {
        PrivateKeyFile key = TestKeys.key(folder, "key", "Ed25519");
        Details details = Details.of(Path.of("src/test/resources/signoff/details.yaml"), List.of());
        SignOff.Written written = Runs.sign(Runs.copy(which, folder), key, details, null);
        try (ReportPage page = ReportPage.open(written.html())) {
            assertThat(page.text()).contains(written.headline()).contains("Zoë Nováková");
            assertThat(page.overflowing()).isEmpty();
            assertThat(page.complaints()).isEmpty();
            assertThat(page.requests()).isEmpty();
            byte[] pdf = page.printed();
            assertThat(Paper.outside(pdf)).isEmpty();
            assertThat(Paper.text(pdf).replaceAll("\\s", ""))
                    .contains(key.publicKey().id());
            page.screenshot(Path.of("target/screenshots/signoff-" + which + ".png"));
        }
    }

    @Test
    void longWordsAreBroken() throws Exception {
        String word = "x".repeat(400);
        Path run = Runs.changed(folder.resolve("long"), summary -> {
            summary.put("title", word).put("verdict", "missed").put("cause", word);
            ((ObjectNode) summary.at("/objectives/0"))
                    .put("title", word)
                    .put("verdict", "inconclusive")
                    .put("explanation", word);
            ((ObjectNode) summary.path("environment")).put("Image " + word, word);
        });
        PrivateKeyFile key = TestKeys.key(folder, "key", "Ed25519");
        SignOff.Written written = Runs.sign(run, key, Details.of(null, List.of(word + ", " + word)), null);
        try (ReportPage page = ReportPage.open(written.html())) {
            assertThat(page.overflowing()).isEmpty();
            assertThat(Paper.outside(page.printed())).isEmpty();
        }
    }
}
