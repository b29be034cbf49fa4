package dev.tocsin.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListsTest {
    @TempDir
    Path root;

    @BeforeEach
    void aRuleThatAsksForAList() throws IOException {
        Files.writeString(root.resolve("r.yml"), """
                title: T
                id: 6b0f3c62-6b0e-4a5e-9e0f-6f1d1b8f2c11
                level: low
                logsource: {product: test}
                detection: {s: {user|expand: ['%friends%', carol]}, condition: not s}
                """);
    }

    @Test
    void aListsEntriesAreWholeNames() throws IOException {
        Files.writeString(root.resolve(Lists.FILE), "friends: [alice, 'b*b']\nothers: []\n");
        EventRule rule = (EventRule) Rules.read(List.of("r"), root).get(0);
        assertThat(rule.matches(Map.of("user", "alice"))).isFalse();
        assertThat(rule.matches(Map.of("user", "carol"))).isFalse();
        assertThat(rule.matches(Map.of("user", "b*b"))).isFalse();
        assertThat(rule.matches(Map.of("user", "bob"))).isTrue();
        assertThat(rule.matches(Map.of("user", "alice2"))).isTrue();
    }

    @Test
    void aListThatIsNotThereIsNamedAtItsPlace() {
        assertThatThrownBy(() -> Rules.read(List.of("r"), root))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining("r.yml:5:")
                .hasMessageContaining(
                        "The placeholder %friends% has no values: neither the library's rules/lists.yaml nor");
    }

    @Test
    void mistakesInTheFileAreNamedAtTheirPlace() throws IOException {
        Files.writeString(root.resolve(Lists.FILE), "friends: alice\nfoes: [{name: bob}]\n");
        assertThatThrownBy(() -> Rules.read(List.of("r"), root))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining("lists.yaml:1:10: 'friends' is no list.")
                .hasMessageContaining("lists.yaml:2:7: 'foes' is no list.");
        Files.writeString(root.resolve(Lists.FILE), "friends: [alice");
        assertThatThrownBy(() -> Rules.read(List.of("r"), root)).hasMessageContaining("Not valid YAML");
        Files.writeString(root.resolve(Lists.FILE), "- friends");
        assertThatThrownBy(() -> Rules.read(List.of("r"), root)).hasMessageContaining("lists.yaml:1:1: Expected lists");
    }
}
