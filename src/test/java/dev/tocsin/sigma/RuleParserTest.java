package dev.tocsin.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleParserTest {
    private static final String HEAD = """
            title: T
            id: 6b0f3c62-6b0e-4a5e-9e0f-6f1d1b8f2c11
            level: low
            logsource: {product: kubernetes}
            fields: [user, missing]
            detection:
            """;

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{user: alice};true",
                "{user: ALICE};true",
                "{user|cased: ALICE};false",
                "{user: al*e};true",
                "{user: al\\*e};false",
                "{user|contains: lic};true",
                "{user|startswith: [bob, al]};true",
                "{user|endswith: x};false",
                "{groups: admins};true",
                "{groups|all: [admins, users]};true",
                "{groups|all: [admins, nobody]};false",
                "{user|re: ^al.ce$};true",
                "{user|re: ^AL};false",
                "{user|re|i: ^AL};true",
                "{ip|cidr: 10.0.0.0/8};true",
                "{ip|cidr: 192.168.0.0/16};false",
                "{code|gte: 200};true",
                "{code|lt: 200};false",
                "{user|neq: bob};true",
                "{user|neq: [alice, bob]};false",
                "{groups|neq: admins};true",
                "{groups|neq: [admins, users]};false",
                "{nothing|neq: bob};true",
                "{ip|neq|cidr: 10.0.0.0/8};false",
                "{user|exists: true};true",
                "{nothing|exists: false};true",
                "{nothing: null};true",
                "{user: null};false",
                "{a.b/c.d: 1};true",
                "{user: '*'};true",
                "{nothing: '*'};false",
                "{user: a?i*};true",
                "{user: '*c*e'};true",
                "{user: '*c*f'};false",
                "{user|cased|startswith: AL};false",
                "{user|fieldref: owner};true",
                "{user|fieldref: ip};false",
                "{owner|fieldref|cased: user};false",
                "{path|fieldref|contains: user};true",
                "{path|fieldref|neq: user};true",
                "{user|fieldref|neq: owner};false",
                "{user|fieldref|neq: [ip, path]};true",
                "{user|fieldref|neq: [ip, owner]};false",
                "{groups|fieldref|neq: user};true",
                "{nothing|fieldref|neq: user};true",
                "{cmd|windash|contains: ' -enc '};true",
                "{cmd|contains: ' -enc '};false",
                "{encoded|base64offset|contains: secret};true",
                "{encoded|base64offset|contains: public};false",
                "{once|base64: alice};true",
                "{wide|wide|base64offset|contains: alice};true",
                "{wide|utf16be|base64offset|contains: alice};false",
                "{'|all': [alice, admins]};true",
                "{'|all': [alice, nobody]};false",
                "{user|re: 'al(?i)ICE'};true",
                "{code: [200, 201]};true",
                "{user: ''};false",
                "[admins];true",
                "[{user: bob}, {user: alice}];true"
            })
    void selectionsFollowTheSpecification(String selection, boolean matches) {
        EventRule rule = rule(HEAD + "  s: " + selection + "\n  condition: s\n");
        assertThat(rule.matches(event())).isEqualTo(matches);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "yes_1 and no_1,false",
        "yes_1 or no_1,true",
        "not no_1 and yes_1,true",
        "no_1 and no_1 or yes_1,true",
        "no_1 and (no_1 or yes_1),false",
        "1 of them,true",
        "all of them,false",
        "all of yes_*  and not 1 of no_*,true"
    })
    void conditionsFollowTheSpecification(String condition, boolean matches) {
        String unread = condition.contains("no_") || condition.contains("them") ? "" : " or no_1";
        EventRule rule = rule(HEAD + "  yes_1: {user: alice}\n  no_1: {user: bob}\n  condition: " + condition + unread
                + (condition.contains("yes_1") || condition.contains("them") || condition.contains("yes_*")
                        ? ""
                        : " or yes_1")
                + "\n");
        assertThat(rule.matches(event())).isEqualTo(matches);
    }

    @Test
    void anAlertCarriesOnlyTheFieldsThatTheEventHas() {
        EventRule rule = rule(HEAD + "  s: {user: alice}\n  condition: s\n");
        assertThat(rule.fieldsOf(event())).containsExactly(Map.entry("user", "alice"));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '#',
            value = {
                "  s: {a|minute: x}%n  condition: s # r.yml:7:7: The modifier 'minute' is not supported. Supported: contains,",
                "  s: {a: x}%n  condition: t # r.yml:8:14: There is no selection 't'. There are: s.",
                "  s: {a: x}%n  u: {a: x}%n  condition: s # r.yml:8:6: The condition never reads the selection 'u'.",
                "  s: {a: x}%n  condition: (s # r.yml:8:14: A ')' is missing in the condition.",
                "  s: {a|cidr: x}%n  condition: s # r.yml:7:15: 'x' is not a network such as 10.0.0.0/8."
            })
    void mistakesAreNamedAtTheirPlace(String detection, String message) {
        assertThatThrownBy(() -> Rules.parse("r", "r.yml", HEAD + "  " + String.format(detection) + "\n"))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining(message);
    }

    private static EventRule rule(String yaml) {
        return (EventRule) Rules.parse("r", "r.yml", yaml).get(0);
    }

    private static Map<String, Object> event() {
        Base64.Encoder base64 = Base64.getEncoder();
        Map<String, Object> event = new HashMap<>();
        event.put("user", "alice");
        event.put("owner", "Alice");
        event.put("path", "/home/alice/x");
        event.put("cmd", "powershell \u2013enc x");
        event.put("encoded", base64.encodeToString("a secret".getBytes(StandardCharsets.UTF_8)));
        event.put("once", base64.encodeToString("alice".getBytes(StandardCharsets.UTF_8)));
        event.put("wide", base64.encodeToString("alice.".getBytes(StandardCharsets.UTF_16LE)));
        event.put("groups", List.of("users", "admins"));
        event.put("ip", "10.1.2.3");
        event.put("code", 201);
        event.put("a", Map.of("b/c.d", 1));
        return event;
    }
}
