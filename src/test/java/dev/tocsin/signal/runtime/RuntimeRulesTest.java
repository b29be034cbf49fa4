package dev.tocsin.signal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.signal.Event;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules on what the sensor tells, against what a real sensor told. */
class RuntimeRulesTest {
    private static final Map<String, List<Event>> RECORDED = RecordedCases.read();

    static List<RuntimeCase> cases() {
        return RuntimeCase.all();
    }

    static List<String> rules() {
        return RuntimeRules.names();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void raisesExactlyItsRules(RuntimeCase one) {
        assertThat(RECORDED.get(one.what())).isNotEmpty();
        assertThat(RuntimeRules.raisedBy(RECORDED.get(one.what()))).containsExactlyInAnyOrderElementsOf(one.raises());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void hasCases(String rule) {
        assertThat(RuntimeCase.all().stream().filter(one -> one.raises().contains(rule)))
                .as("cases that raise it")
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(RuntimeCase.all().stream().filter(one -> one.near().contains(rule)))
                .as("cases that come close")
                .hasSizeGreaterThanOrEqualTo(3);
    }
}
