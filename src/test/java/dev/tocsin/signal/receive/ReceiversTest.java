package dev.tocsin.signal.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiversTest {
    @TempDir
    private Path folder;

    @Test
    void severalMayBeAskedFor() throws Exception {
        Path mapping = Files.writeString(folder.resolve("siem.yaml"), "rule: /r\ntime: /t\n");

        assertThat(Wanted.parse("falco:8765, alertmanager,webhook:8080=" + mapping))
                .extracting(one -> one.format().name() + ":" + one.port())
                .containsExactly("falco:8765", "alertmanager:0", "webhook:8080");
        assertThat(Wanted.parse("")).isEmpty();
        assertThat(Formats.onClassPath()).containsOnlyKeys("alertmanager", "falco", "tetragon", "webhook");
        assertThat(Formats.rules()).containsExactly("metrics", "runtime", "siem");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "flaco:1; There is no format 'flaco'. There are: alertmanager, falco, tetragon, webhook.",
                "falco:x; 'falco:x' is not a receiver. Give a format and a port, such as falco:8765, and a mapping file where one"
                        + " is needed: webhook:8080=siem.yaml.",
                "falco:70000; 'falco:70000' is not a receiver. Give a format and a port, such as falco:8765, and a mapping file"
                        + " where one is needed: webhook:8080=siem.yaml.",
                "falco:1,falco:2; The format 'falco' is asked for twice.",
                "falco:1=x.yaml; The format 'falco' takes no mapping file.",
                "webhook=none.yaml; none.yaml:1:1: The mapping file cannot be read: none.yaml"
            })
    void whatCannotBeIsExplained(String text, String why) {
        assertThatThrownBy(() -> Receivers.check(text, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    @Test
    void aTokenIsGivenOrMadeOnceForItsOwnerAlone() throws Exception {
        Path file = folder.resolve("made/receiver.token");

        assertThat(TokenFile.token(" given-by-the-environment ", file)).isEqualTo("given-by-the-environment");
        assertThat(file).doesNotExist();
        String made = TokenFile.token(null, file);
        assertThat(made).hasSize(32);
        assertThat(TokenFile.token("", file)).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> TokenFile.token("short", file)).hasMessageContaining("it could be guessed");
    }

    @Test
    void whoStandsInForWhom() {
        try (Receivers none = Receivers.none()) {
            assertThat(none.standInFor("runtime")).isFalse();
            assertThat(none.told()).isEmpty();
        }
    }
}
