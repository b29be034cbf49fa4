package dev.tocsin.signoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.timeline.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final Path GOLDEN = Path.of("src/test/resources/signoff");
    private static final Path DETAILS = Path.of("src/test/resources/signoff/details.yaml");

    @TempDir
    private Path folder;

    private PrivateKeyFile key;

    @BeforeEach
    void key() throws Exception {
        key = TestKeys.key(folder, "key", "secp256r1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"held", "missed"})
    void thePageSaysWhatTheRecordSays(String which) throws Exception {
        SignOff.Written written = Runs.sign(Runs.copy(which, folder), key, Details.of(DETAILS, List.of()), null);
        String text = SignOffTest.text(written.html())
                .replace("with Tocsin " + Version.TOCSIN, "with Tocsin VERSION")
                .replace(key.publicKey().id(), "KEY")
                .replace(Sha256.of(written.record()), "RECORD");
        Path golden = GOLDEN.resolve(which + ".txt");
        if (System.getProperty("golden.update") != null) {
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
    }

    @Test
    void theSameRecordGivesTheSamePages() throws Exception {
        SignOff.Written written = Runs.sign(Runs.copy("missed", folder), key);
        SignOff.Written again = SignOff.print(written.record(), folder.resolve("again"));
        assertThat(again.html()).hasSameBinaryContentAs(written.html());
        assertThat(again.pdf()).hasSameBinaryContentAs(written.pdf());
    }

    @Test
    void thePageAsksNobodyForAnything() throws Exception {
        String html = Files.readString(Runs.sign(Runs.copy("held", folder), key).html());
        assertThat(html).doesNotContain("<script", "http-equiv", "@import", "url(");
        assertThat(html.replaceAll("src=\"data:image/svg\\+xml;base64,", "")).doesNotContain("src=", "href=");
    }

    @Test
    void whateverTextsHoldIsText() throws Exception {
        String evil = "</style><script>alert(1)</script><img src=x onerror=alert(1)>&amp;\u0000\uFFFE";
        Path run = Runs.changed(folder.resolve("evil"), summary -> {
            summary.put("title", evil);
            ((ObjectNode) summary.at("/objectives/0")).put("verdict", "missed").put("explanation", evil);
            summary.put("verdict", "missed").put("cause", evil);
        });
        String html = Files.readString(
                Runs.sign(run, key, Details.of(null, List.of(evil)), null).html());
        assertThat(html).doesNotContain("<script", "<img src=x").contains("&lt;script&gt;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"held", "missed"})
    void everyWordOfThePdfIsOnItsPaper(String which) throws Exception {
        SignOff.Written written = Runs.sign(Runs.copy(which, folder), key, Details.of(DETAILS, List.of()), null);
        assertThat(Paper.outside(Files.readAllBytes(written.pdf()))).isEmpty();
        try (PDDocument pdf = Loader.loadPDF(written.pdf().toFile())) {
            PDFTextStripper first = new PDFTextStripper();
            first.setEndPage(1);
            first.setSortByPosition(true); // the foot is drawn first
            assertThat(first.getText(pdf))
                    .startsWith(which.equals("held") ? "HELD: 2 of 2 drills" : "NOT HELD (missed): ")
                    .contains("Zoë Nováková, head of operations")
                    .contains("drill verdict detected contained recovered RTO RPO");
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s", ""))
                    .contains(Sha256.of(written.record()))
                    .contains(key.publicKey().id());
        }
    }

    @Test
    void longTextsAreBrokenAndLongTablesGoOnTheNextPage() throws Exception {
        String word = "x".repeat(400);
        Path run = Runs.changed(folder.resolve("long"), summary -> {
            summary.put("title", "A title " + word);
            summary.put("cause", word).put("verdict", "missed");
            ArrayNode objectives = (ArrayNode) summary.path("objectives");
            JsonNode one = objectives.get(0);
            for (int i = 0; i < 40; i++) {
                ObjectNode more = one.deepCopy();
                more.put("title", "alert " + i + "/" + word).put("verdict", i % 2 == 0 ? "held" : "inconclusive");
                more.put("explanation", word + " " + "words ".repeat(200));
                objectives.add(more);
            }
            ((ObjectNode) summary.path("environment")).put("Image " + word, "sha256:" + "0".repeat(64));
        });
        SignOff.Written written = Runs.sign(run, key, Details.of(null, List.of(word + ", " + word)), null);
        assertThat(Paper.outside(Files.readAllBytes(written.pdf()))).isEmpty();
        try (PDDocument pdf = Loader.loadPDF(written.pdf().toFile())) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
            assertThat(text).contains("alert39/" + word).contains("A title".replace(" ", "") + word);
        }
    }
}
