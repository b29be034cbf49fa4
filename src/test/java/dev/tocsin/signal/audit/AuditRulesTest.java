package dev.tocsin.signal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules on the audit log, against what real clusters recorded. AuditRulesIT makes the recordings. */
class AuditRulesTest {
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void aCaseRaisesItsRulesAndNoOther(String rule, RecordedCase recorded) {
        assertThat(AuditRules.raisedBy(recorded.records())).isEqualTo(recorded.raises());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void eachRuleHasTwoThatItSeesAndThreeNearMisses(String rule) {
        List<RecordedCase> cases = RecordedCase.of(rule);
        assertThat(cases).filteredOn(one -> one.raises().contains(rule)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(cases).filteredOn(one -> !one.raises().contains(rule)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(cases).noneMatch(one -> one.records().isEmpty());
    }

    @Test
    void honestWorkRaisesNothing() {
        assertThat(RecordedCase.honest()).hasSizeGreaterThan(500);
        assertThat(AuditRules.raisedBy(RecordedCase.honest())).isEmpty();
    }

    static List<String> rules() {
        return AuditRules.names();
    }

    static Stream<Arguments> cases() {
        return AuditRules.names().stream()
                .flatMap(rule -> RecordedCase.of(rule).stream().map(one -> Arguments.of(rule, one)));
    }
}
