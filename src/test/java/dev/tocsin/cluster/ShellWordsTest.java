package dev.tocsin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
    private static final List<String> HARD = List.of(
            "",
            " ",
            "a b",
            "it's",
            "\"$HOME\"",
            "back\\slash\\0101",
            "two\nlines\n.",
            "tab\there",
            "`id`",
            "-n",
            "größer %b",
            "*");

    @Test
    void wordsComeOutOfAShellAsTheyWentIn() throws Exception {
        for (String word : HARD) {
            assertThat(shell("printf %s " + ShellWords.quoted(word))).isEqualTo(word);
        }
    }

    @Test
    void anEscapedTextIsOneWordThatPrintfTurnsBack() throws Exception {
        for (String text : HARD) {
            String word = ShellWords.escaped(text);
            assertThat(word).doesNotContainPattern("\\s");
            assertThat(shell("printf %b " + ShellWords.quoted(word))).isEqualTo(text);
        }
    }

    private static String shell(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
