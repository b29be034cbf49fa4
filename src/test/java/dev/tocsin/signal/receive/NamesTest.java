package dev.tocsin.signal.receive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "Drop and execute new binary in container, drop-and-execute-new-binary-in-container",
        "Redirect STDOUT/STDIN to Network Connection in Container, redirect-stdout-stdin-to-network-connection-in-container",
        "'  __KubePodCrashLooping!! (99%) ', kubepodcrashlooping-99",
        "İstanbul, stanbul"
    })
    void aRulesNameAsScenariosWriteIt(String name, String slug) throws Malformed {
        assertThat(Names.slug(name)).isEqualTo(slug);
        assertThat(Names.slug("x".repeat(100_000))).hasSize(120);
    }
}
