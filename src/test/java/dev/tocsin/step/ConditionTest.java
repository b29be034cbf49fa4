package dev.tocsin.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final Map<String, Object> OBJECT = Map.of(
            "metadata", Map.of("name", "web", "labels", Map.of("app.kubernetes.io/name", "web")),
            "spec", Map.of("replicas", 3, "ratio", 0.5, "containers", List.of(Map.of("image", "tocsin/shop:1"))));

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            object.spec.replicas == 3                                              => true
            object.spec.replicas > 3.5                                             => false
            object.spec.ratio < 1                                                  => true
            object.metadata.labels['app.kubernetes.io/name'] == 'web'              => true
            has(object.status)                                                     => false
            !has(object.status) || object.status.x == 1                            => true
            object.spec.containers.all(c, c.image.startsWith('tocsin/'))           => true
            object.spec.containers.exists(c, c.image.endsWith(':2'))               => false
            object.metadata.name.upperAscii() == 'WEB'                             => true
            object.?status.?phase.orValue('none') == 'none'                        => true
            sets.contains([1, 2], [2])                                             => true
            object.metadata.name.matches('^w.b$')                                  => true
            """)
    void conditionsAreThoseOfKubernetes(String condition, boolean met) {
        assertThat(Condition.faults("object", condition)).isEmpty();
        assertThat(Condition.of("object", condition).value(OBJECT)).isEqualTo(met);
    }

    @Test
    void aMissingFieldCannotBeTold() {
        assertThatThrownBy(() -> Condition.of("object", "object.status.phase == 'Running'")
                        .value(OBJECT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("status");
    }

    @Test
    void aValueIsGivenAsItIs() {
        assertThat(Condition.of("object", "object.spec.replicas").value(OBJECT)).isEqualTo(3L);
    }

    @Test
    void whateverIsWrittenThereIsAnAnswerSoon() {
        for (String nasty : List.of(
                "",
                " ",
                "(".repeat(5_000),
                "!".repeat(20_000),
                "[".repeat(300),
                "'",
                "\0",
                "a.".repeat(5_000),
                "1".repeat(500))) {
            assertThat(Assertions.assertTimeout(Duration.ofSeconds(5), () -> Condition.faults("object", nasty)))
                    .as(nasty.substring(0, Math.min(10, nasty.length())))
                    .isNotEmpty();
        }
    }
}
