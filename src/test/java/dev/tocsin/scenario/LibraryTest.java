package dev.tocsin.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.step.Durations;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LibraryTest {
    private final Library library = new Library(Path.of("scenarios"));

    @Test
    void aSelectionIsANameAGlobSeveralOrAll() {
        assertThat(Selection.of("privileged-pod-host-escape", library)).containsExactly("privileged-pod-host-escape");
        assertThat(Selection.of("privileged-*", library)).contains("privileged-pod-host-escape");
        assertThat(Selection.of("all", library))
                .isEqualTo(library.drills().keySet().stream().toList());
    }

    @Test
    void aSelectionIsAFileOrAFolderToo() {
        String folder = "scenarios/drills/privilege-escalation";
        assertThat(Selection.of(folder + "/privileged-pod-host-escape.yaml", library))
                .containsExactly("privileged-pod-host-escape");
        assertThat(Selection.of(folder, library)).contains("privileged-pod-host-escape");
        assertThatThrownBy(() -> Selection.of("docs", library)).hasMessageContaining("No scenario is named 'docs'");
    }

    @Test
    void aNameThatMatchesNothingNamesTheNearest() {
        assertThatThrownBy(() -> Selection.of("privileged-pod-host-escpae", library))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No scenario is named 'privileged-pod-host-escpae'")
                .hasMessageContaining("Nearest: privileged-pod-host-escape.");
    }

    @Test
    void durationsAreReadAsWritten() {
        assertThat(Durations.parse("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(Durations.parse("5s")).isEqualTo(Duration.ofSeconds(5));
        assertThat(Durations.parse("2m")).isEqualTo(Duration.ofMinutes(2));
        assertThatThrownBy(() -> Durations.parse("5 seconds")).isInstanceOf(IllegalArgumentException.class);
    }
}
