package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.timeline.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakCheckTest {
    private static final String PASSWORD = "autumn-leaves-1789";

    @TempDir
    private Path reports;

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private LeakCheck leaks;

    @BeforeEach
    void aDrillHasCapturedAPassword() throws IOException {
        leaks = new LeakCheck(
                Files.createDirectories(reports.resolve("run/allure-results")).getParent(),
                reports.resolve("history"),
                new PrintStream(terminal, true));
        Secrets secrets = new Secrets();
        secrets.add("steal.password", PASSWORD);
        leaks.add(secrets);
        Files.writeString(reports.resolve("run/report.html"), "<p>[steal.password]</p>");
        leaks.out().println("held: [steal.password]");
    }

    @Test
    void whatIsCleanIsLeftAlone() {
        assertThatCode(leaks::check).doesNotThrowAnyException();
        assertThat(terminal.toString()).contains("held: [steal.password]");
    }

    @Test
    void aFileThatHoldsItIsNamedWithoutTheValue() throws IOException {
        Path file = reports.resolve("run/allure-results/x.json");
        Files.writeString(
                file, Base64.getEncoder().encodeToString(("ledger:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(leaks::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[steal.password] in " + file)
                .hasMessageContaining("public")
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void theHistoryIsSearchedToo() throws IOException {
        Path file = Files.createDirectories(reports.resolve("history")).resolve("history.json");
        Files.writeString(file, PASSWORD);
        assertThatThrownBy(leaks::check).hasMessageContaining("[steal.password] in " + file);
    }

    @Test
    void whatWasSaidIsSearchedToo() {
        leaks.out().printf("psql: password=%s%n", PASSWORD);
        assertThatThrownBy(leaks::check).hasMessageContaining("[steal.password] on the terminal");
    }
}
