package dev.tocsin.signoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeTest {
    private static final Path GOLDEN = Path.of("src/test/resources/signoff/envelopes.txt");
    private static final byte[] PAYLOAD = "hello".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void whatIsSignedIsTheTypeAndThePayloadWithTheirLengths() {
        assertThat(new Envelope(PAYLOAD, java.util.List.of()).message())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("DSSEv1 28 application/vnd.in-toto+json 5 hello");
    }

    @Test
    void whatIsWrittenIsReadTheSame() throws Exception {
        PrivateKeyFile key = TestKeys.key(folder, "key", "Ed25519");
        Envelope envelope = Envelope.of(PAYLOAD, key);
        Envelope read = Envelope.parse("r", envelope.bytes());
        assertThat(read.payload()).isEqualTo(PAYLOAD);
        assertThat(read.bytes()).isEqualTo(envelope.bytes());
        assertThat(read.signatures().get(0).keyId()).isEqualTo(key.publicKey().id());
    }

    @Test
    void noEnvelopeIsReadFromAPartOfOne() throws Exception {
        byte[] whole =
                Envelope.of(PAYLOAD, TestKeys.key(folder, "key", "Ed25519")).bytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Envelope.parse("r", part)).isInstanceOf(SignOffException.class);
        }
    }

    /** Each is refused in words; the words are in the golden file. */
    @Test
    void hostileEnvelopesAreRefusedInWords() throws Exception {
        String good = """
                {"payloadType":"application/vnd.in-toto+json","payload":"aGVsbG8=","signatures":[{"keyid":"k","sig":"AAAA"}]}
                """;
        assertThat(Envelope.parse("r", good.getBytes(StandardCharsets.UTF_8)).payload())
                .isEqualTo(PAYLOAD);
        Map<String, String> hostile = new LinkedHashMap<>();
        hostile.put("empty", "");
        hostile.put("not JSON", "PK\u0003\u0004");
        hostile.put("truncated", good.substring(0, 60));
        hostile.put("a list", "[]");
        hostile.put("null", "null");
        hostile.put("something behind it", good + "{}");
        hostile.put("another payload type", good.replace("vnd.in-toto+json", "octet-stream"));
        hostile.put("no signatures", good.replaceAll("\\[.*]", "[]"));
        hostile.put("signatures that are no list", good.replaceAll("\\[.*]", "\"AAAA\""));
        hostile.put(
                "too many signatures",
                good.replace("[{", "[" + "{\"keyid\":\"k\",\"sig\":\"AAAA\"},".repeat(32) + "{"));
        hostile.put("a key twice", good.replace("\"signatures\"", "\"payload\":\"aGVsbG8=\",\"signatures\""));
        hostile.put("a key twice in a signature", good.replace("\"sig\"", "\"keyid\":\"x\",\"sig\""));
        hostile.put("one key more", good.replace("{\"payloadType", "{\"x\":1,\"payloadType"));
        hostile.put("one key more in a signature", good.replace("\"sig\"", "\"x\":\"x\",\"sig\""));
        hostile.put("one key less", good.replace("\"payload\":\"aGVsbG8=\",", ""));
        hostile.put("other order", """
                {"payload":"aGVsbG8=","payloadType":"application/vnd.in-toto+json","signatures":[{"keyid":"k","sig":"AAAA"}]}
                """);
        hostile.put("spaces", good.replace(":", ": "));
        hostile.put("no end of line", good.strip());
        hostile.put("two ends of line", good + "\n");
        hostile.put("not base64", good.replace("aGVsbG8=", "aGVsbG8*"));
        hostile.put("base64 of the URL's alphabet", good.replace("aGVsbG8=", "a-_sbG8="));
        hostile.put("base64 with loose bits", good.replace("aGVsbG8=", "aGVsbG9="));
        hostile.put("base64 without its end", good.replace("aGVsbG8=", "aGVsbG8"));
        hostile.put("escaped letters", good.replace("aGVsbG8=", "\\u0061GVsbG8="));
        hostile.put("a number for text", good.replace("\"aGVsbG8=\"", "12"));
        hostile.put("deep nesting", good.replace("\"aGVsbG8=\"", String.join("", Collections.nCopies(2000, "["))));
        StringBuilder told = new StringBuilder();
        hostile.forEach((what, text) -> {
            try {
                Envelope.parse("record", text.getBytes(StandardCharsets.UTF_8));
                told.append(what).append(": ACCEPTED\n");
            } catch (SignOffException e) {
                told.append(what).append(": ").append(e.getMessage()).append('\n');
            }
        });
        if (System.getProperty("golden.update") != null) {
            Files.writeString(GOLDEN, told);
        }
        assertThat(told.toString()).isEqualTo(Files.readString(GOLDEN)).doesNotContain("ACCEPTED");
    }

    @Test
    void aHugeFileIsNotEvenRead() throws Exception {
        Path file = folder.resolve("huge.dsse.json");
        try (var out = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(1L << 32);
        }
        assertThatThrownBy(() -> Envelope.read(file)).hasMessage(file + " is larger than 16 MiB: that is no record.");
    }
}
