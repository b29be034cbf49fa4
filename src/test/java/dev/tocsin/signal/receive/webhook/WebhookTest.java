package dev.tocsin.signal.receive.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.signal.receive.Format;
import dev.tocsin.signal.receive.Heard;
import dev.tocsin.signal.receive.Malformed;
import dev.tocsin.timeline.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTest {
    private static final String MAPPING = """
            each: /alerts
            rule: /signal/rule/name
            title: /signal/rule/description
            severity: /urgency
            levels: {"1": critical, "5": informational}
            time: /@timestamp
            id: /uuid
            entities:
              user: /user/name
              namespace: /orchestrator/namespace
              pod: /orchestrator/resource~1name
              node: /host/name
              address: /source/ip
            """;
    private static final String ALERTS = """
            {"alerts":[{"signal":{"rule":{"name":"Token Theft (K8s)","description":"A token was stolen"}},"urgency":1,"uuid":"a-1",
             "@timestamp":"2026-11-24T13:00:01.5+01:00","user":{"name":"alice"},"orchestrator":{"namespace":"shop","resource/name":"web-0"},
             "host":{"name":"server"},"source":{"ip":"10.42.0.9"},"message":"m"},
             {"signal":{"rule":{"name":"Token Theft (K8s)"}},"urgency":"high","uuid":"a-2","@timestamp":1795521601500}]}""";

    @TempDir
    private Path folder;

    private Format mapped(String mapping) throws IOException {
        return new Webhook().mapped(Files.writeString(folder.resolve("siem.yaml"), mapping));
    }

    @Test
    void partsStandWhereTheMappingSays() throws Exception {
        Format format = mapped(MAPPING);
        Alert alert = Heard.alertBy(format, ALERTS);

        assertThat(Heard.by(format, ALERTS)).hasSize(2);
        assertThat(alert.rule()).isEqualTo("siem/token-theft-k8s");
        assertThat(alert.title()).isEqualTo("A token was stolen");
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.happened()).isEqualTo(Instant.parse("2026-11-24T12:00:01.500Z"));
        assertThat(alert.entities().user()).isEqualTo("alice");
        assertThat(alert.entities().pod()).isEqualTo("shop/web-0");
        assertThat(alert.entities().node()).isEqualTo("server");
        assertThat(alert.entities().address()).isEqualTo("10.42.0.9");
        assertThat(alert.fields()).containsOnlyKeys("urgency", "uuid", "@timestamp", "message");
    }

    @Test
    void aSingleAlertNeedsNoList() throws Exception {
        Alert alert = Heard.alertBy(
                mapped(
                        "rule: /search_name\ntime: /result/_time\nentities: {serviceAccount: /result/sa, pod: /result/pod}\n"),
                """
                {"search_name":"K8S - Exec","result":{"_time":"1795521601.250","sa":"dev/ci-bot","pod":"shop/web-0"}}""");

        assertThat(alert.rule()).isEqualTo("siem/k8s-exec");
        assertThat(alert.severity()).isEqualTo("medium");
        assertThat(alert.happened()).isEqualTo(Instant.parse("2026-11-24T12:00:01.250Z"));
        assertThat(alert.entities().user()).isEqualTo("system:serviceaccount:dev:ci-bot");
        assertThat(alert.entities().pod()).isEqualTo("shop/web-0");
    }

    @Test
    void whatIsNotThereIsRefused() throws Exception {
        Format format = mapped(MAPPING);
        refused(format, "{}", "nothing at '/alerts'");
        refused(format, "{\"alerts\":[{}]}", "no rule at '/signal/rule/name'");
        refused(format, "{\"alerts\":[{\"signal\":{\"rule\":{\"name\":\"x\"}}}]}", "no '/@timestamp'");
        refused(new Webhook(), ALERTS, "this receiver has no mapping file");
    }

    private static void refused(Format format, String json, String why) {
        assertThatThrownBy(() -> Heard.by(format, json))
                .isInstanceOf(Malformed.class)
                .hasMessage(why);
    }

    @Test
    void everyMistakeInAMappingIsSaidWithItsPlace() {
        assertThatThrownBy(() -> mapped("""
                rule: search_name
                sevrity: /urgency
                levels: {"1": critcal}
                entities:
                  users: /u
                """))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .satisfies(text -> assertThat(text.lines().map(line -> line.replace(folder + "/", "")))
                        .containsExactlyInAnyOrder(
                                "siem.yaml:1:1: The key 'time' is missing here.",
                                "siem.yaml:1:7: 'search_name' is not a JSON pointer. Write where it stands, such as /result/user.",
                                "siem.yaml:2:1: Unknown key 'sevrity'. Did you mean 'severity'?",
                                "siem.yaml:3:15: 'critcal' is not a level. Did you mean 'critical'?",
                                "siem.yaml:5:3: Unknown key 'users'. Did you mean 'user'?"));
        assertThatThrownBy(() -> mapped("")).hasMessageContaining(":1:1: The file is empty.");
        assertThatThrownBy(() -> mapped("a: [")).hasMessageContaining(":1:5: Not valid YAML:");
        assertThatThrownBy(() -> mapped("- a")).hasMessageContaining(":1:1: Expected a map.");
        assertThatThrownBy(() -> new Webhook().mapped(folder.resolve("none.yaml")))
                .hasMessageContaining("cannot be read");
    }
}
