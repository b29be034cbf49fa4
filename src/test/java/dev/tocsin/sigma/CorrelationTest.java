package dev.tocsin.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String BASES = """
            title: A
            name: a
            id: 00000000-0000-4000-8000-00000000000a
            level: low
            logsource: {product: test}
            detection: {s: {what: a}, condition: s}
            fields: [what]
            ---
            title: B
            name: b
            id: 00000000-0000-4000-8000-00000000000b
            level: low
            logsource: {product: test}
            detection: {s: {what: b}, condition: s}
            ---
            """;

    private static String correlation(String what) {
        return BASES + """
                title: C
                id: 00000000-0000-4000-8000-00000000000c
                level: high
                correlation: %s
                """.formatted(what);
    }

    /** Events are written as {@code second what user value}. */
    private static List<String> alerts(String rules, String... events) {
        RuleSet set = new RuleSet(Rules.parse("c", "c.yml", rules));
        List<String> alerts = new ArrayList<>();
        for (String event : events) {
            String[] parts = event.split(" ");
            Map<String, Object> body = Map.of("what", parts[1], "user", parts[2], "actor", parts[2], "value", parts[3]);
            for (Match match : set.match(body, START.plusSeconds(Long.parseLong(parts[0])))) {
                alerts.add(parts[0] + " " + match.rule().name() + " " + match.fields());
            }
        }
        return alerts;
    }

    @Test
    void aCountIsReachedWithinItsWindowAndGroup() {
        String rules =
                correlation("{type: event_count, rules: [a], group-by: [user], timespan: 10s, condition: {gte: 3}}");
        assertThat(alerts(rules, "0 a x 1", "1 a y 1", "4 a x 1", "5 b x 1", "11 a x 1", "12 a x 1", "13 a x 1"))
                .containsExactly("5 c#b {}", "12 c {what=a, user=x, count=3}");
    }

    @Test
    void aCountThatStaysMetIsOneAlertAndAnotherAfterItWasNot() {
        String rules = correlation("{type: event_count, rules: [a], timespan: 10s, condition: {gt: 1}}");
        assertThat(alerts(rules, "0 a x 1", "1 a x 1", "2 a x 1", "30 a x 1", "31 a x 1"))
                .containsExactly("1 c {what=a, count=2}", "31 c {what=a, count=2}");
    }

    @Test
    void differentValuesAreCountedOnce() {
        String rules = correlation(
                "{type: value_count, rules: [a], group-by: [user], timespan: 10s, condition: {field: value, gte: 3}}");
        assertThat(alerts(rules, "0 a x 1", "1 a x 1", "2 a x 2", "3 a x 2", "11 a x 3", "12 a x 1", "13 a x 9"))
                .as("1 and 2 are older than ten seconds when 3 comes; 2 when 1 comes again; 3, 1 and 9 are not")
                .containsExactly("11 c {what=a, user=x, count=3}");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "temporal; 0 a x 1, 5 b x 1; 1",
                "temporal; 0 b x 1, 5 a x 1; 1",
                "temporal; 0 a x 1, 5 b y 1; 0",
                "temporal; 0 a x 1, 11 b x 1; 0",
                "temporal_ordered; 0 a x 1, 5 b x 1; 1",
                "temporal_ordered; 0 b x 1, 5 a x 1; 0",
                "temporal_ordered; 0 b x 1, 5 a x 1, 6 b x 1; 1",
                "temporal_ordered; 0 a x 1, 9 a x 1, 12 b x 1; 1",
                "temporal_ordered; 0 a x 1, 5 b x 1, 6 b x 1; 1"
            })
    void severalRulesComeTogether(String type, String events, int expected) {
        String rules = correlation("{type: " + type + ", rules: [a, b], group-by: [user], timespan: 10s}");
        assertThat(alerts(rules, events.split(", "))).hasSize(expected);
    }

    @Test
    void anAliasNamesWhatEachRuleCallsTheSameThing() {
        String rules = correlation("{type: temporal, rules: [a, b], group-by: [who], timespan: 10s,"
                + " aliases: {who: {a: user, b: actor}}}");
        assertThat(alerts(rules, "0 a x 1", "1 b x 1")).containsExactly("1 c {who=x, count=2}");
    }

    @Test
    void aMatchWithoutTheGroupsFieldIsNotCounted() {
        String rules =
                correlation("{type: event_count, rules: [a], group-by: [nowhere], timespan: 10s, condition: {gte: 1}}");
        assertThat(alerts(rules, "0 a x 1")).isEmpty();
    }

    @Test
    void rulesThatAreReferredToStaySilentUnlessAskedFor() {
        String loud = correlation("{type: temporal, rules: [a, b], timespan: 10s, generate: true}");
        assertThat(alerts(loud, "0 a x 1", "1 b x 1")).containsExactly("0 c#a {what=a}", "1 c#b {}", "1 c {count=2}");
    }

    @Test
    void aCorrelationMayReferToAnother() {
        String rules = BASES + """
                title: Many
                name: many
                id: 00000000-0000-4000-8000-00000000000d
                level: low
                correlation: {type: event_count, rules: [a], group-by: [user], timespan: 10s, condition: {gte: 2}}
                ---
                title: Then
                id: 00000000-0000-4000-8000-00000000000e
                level: high
                correlation: {type: temporal_ordered, rules: [many, b], group-by: [user], timespan: 1m}
                """;
        assertThat(alerts(rules, "0 a x 1", "1 b x 1", "2 a x 1", "20 b y 1", "30 b x 1"))
                .containsExactly("30 c {user=x, count=2}");
    }

    @Test
    void theExampleOfTheDocumentationWorks() throws java.io.IOException {
        String page = java.nio.file.Files.readString(java.nio.file.Path.of("docs/writing-scenarios.md"));
        String yaml = page.substring(page.indexOf("```yaml\ntitle: A request was refused") + 8);
        RuleSet set = new RuleSet(Rules.parse("doc", "doc.yml", yaml.substring(0, yaml.indexOf("```"))));
        Map<String, Object> refused = Map.of("responseStatus", Map.of("code", 403), "sourceIPs", List.of("10.0.0.9"));
        for (int i = 1; i < 10; i++) {
            assertThat(set.match(refused, START.plusSeconds(i))).isEmpty();
        }
        assertThat(set.match(refused, START.plusSeconds(10))).singleElement().satisfies(match -> {
            assertThat(match.rule().name()).isEqualTo("doc");
            assertThat(match.fields()).containsEntry("sourceIPs", "10.0.0.9").containsEntry("count", 10);
        });
    }

    @Test
    void whatIsForgottenIsCounted() {
        RuleSet set = new RuleSet(Rules.parse(
                "c",
                "c.yml",
                correlation("{type: event_count, rules: [a], group-by: [user], timespan: 1d, condition: {gte: 2}}")));
        for (int i = 0; i < Correlator.MOST_GROUPS + 5; i++) {
            set.match(Map.of("what", "a", "user", "u" + i), START.plusSeconds(i));
        }
        assertThat(set.evictions()).isEqualTo(5);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '#',
            value = {
                "{type: sum, rules: [a], timespan: 1s} # c.yml:19:21: 'sum' is not a supported type of correlation.",
                "{type: temporal, rules: [a]} # c.yml:19:14: A correlation needs a 'timespan'",
                "{type: event_count, rules: [a], timespan: 1s} # The condition needs one of gt, gte or eq, with a number.",
                "{type: event_count, rules: [a], timespan: 1s, condition: {lt: 5}} # c.yml:19:76: 'lt' is not supported:",
                "{type: value_count, rules: [a], timespan: 1s, condition: {gte: 5}} # value_count needs 'field'",
                "{type: temporal, rules: [z], timespan: 1s} # refers to 'z', which is no rule's id or name",
                "{type: temporal, rules: [c], timespan: 1s} # The correlation 'c' refers to itself",
                "{type: temporal, rules: [a], timespan: 1s, color: red} # Unknown key 'color' in a correlation."
            })
    void mistakesAreNamed(String what, String message) {
        assertThatThrownBy(() -> new RuleSet(Rules.parse("c", "c.yml", correlation(what))))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{type: event_count, rules: [a], group-by: [user], timespan: 9s, condition: {gte: 2}}; user count what",
                "{type: temporal, rules: [a, b], group-by: [user], timespan: 9s}; user count",
                "{type: temporal_ordered, rules: [b, a], group-by: [user], timespan: 9s}; user count what",
                "{type: temporal_ordered, rules: [a, b], group-by: [user], timespan: 9s}; user count"
            })
    void itsAlertsCarryWhatTheMatchesThatCompleteItAllCarry(String correlation, String fields) {
        List<Rule> rules = Rules.parse("c", "c.yml", correlation(correlation));
        assertThat(Rules.carried(rules.get(2), rules)).containsExactly(fields.split(" "));
    }
}
