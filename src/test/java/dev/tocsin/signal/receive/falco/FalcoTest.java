package dev.tocsin.signal.receive.falco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.signal.receive.Heard;
import dev.tocsin.signal.receive.Malformed;
import dev.tocsin.signal.receive.Received;
import dev.tocsin.timeline.Alert;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalcoTest {
    private static final String DROPPED = """
            {"hostname":"server","output":"12:00:01.123456789: Critical Executing binary not part of base image (proc_exe=/tmp/x)",
             "output_fields":{"container.id":"4f2891eb840f","container.image.repository":"docker.io/tocsin/shop","evt.time":1795521601123456789,
             "k8s.ns.name":"shop","k8s.pod.name":"web-0","proc.cmdline":"x --run","proc.name":"x","proc.tty":34816,"user.name":"root","user.loginuid":-1},
             "priority":"Critical","rule":"Drop and execute new binary in container","source":"syscall",
             "tags":["maturity_stable","mitre_persistence","TA0003"],"time":"2026-11-24T12:00:01.123456789Z"}""";

    @Test
    void anAlertOfHttpOutput() throws Malformed {
        Alert alert = Heard.alertBy(new Falco(), DROPPED);

        assertThat(alert.rule()).isEqualTo("runtime/drop-and-execute-new-binary-in-container");
        assertThat(alert.title()).isEqualTo("Drop and execute new binary in container");
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.source()).isEqualTo("falco");
        assertThat(alert.happened()).isEqualTo(Instant.parse("2026-11-24T12:00:01.123456789Z"));
        assertThat(alert.seen()).isEqualTo(Heard.SEEN);
        assertThat(alert.entities().known())
                .containsOnlyKeys("namespace", "pod", "node")
                .containsEntry("pod", "shop/web-0")
                .containsEntry("node", "server");
        assertThat(alert.fields()).containsEntry("proc.name", "x").containsEntry("proc.tty", 34816);
        assertThat(alert.evidence()).singleElement().asString().contains("\"TA0003\"");
    }

    @Test
    void theSameAlertThroughFalcosidekickIsTheSameAlert() throws Malformed {
        String relayed = DROPPED.replaceFirst("\\{", "{\"uuid\":\"3b5d-1\",");
        String again = DROPPED.replaceFirst("\\{", "{\"uuid\":\"3b5d-2\",");

        assertThat(((Received.Raised) Heard.by(new Falco(), relayed).get(0)).key())
                .isEqualTo(((Received.Raised) Heard.by(new Falco(), again).get(0)).key())
                .isEqualTo(((Received.Raised) Heard.by(new Falco(), DROPPED).get(0)).key());
    }

    @Test
    void anAlertOnAnAuditEventNamesTheApisUser() throws Malformed {
        Alert alert = Heard.alertBy(new Falco(), """
                {"output":"Attach/Exec to pod","priority":"Notice","rule":"Attach/Exec Pod","source":"k8s_audit","time":"2026-11-24T12:00:01Z",
                 "output_fields":{"ka.user.name":"system:serviceaccount:dev:ci-bot","ka.target.resource":"pods","ka.target.namespace":"shop",
                 "ka.target.name":"web-0"}}""");

        assertThat(alert.rule()).isEqualTo("runtime/attach-exec-pod");
        assertThat(alert.severity()).isEqualTo("low");
        assertThat(alert.entities().serviceAccount()).isEqualTo("dev/ci-bot");
        assertThat(alert.entities().pod()).isEqualTo("shop/web-0");
    }

    @Test
    void withoutATimeOfItsOwnThatOfItsEventCounts() throws Malformed {
        Alert alert =
                Heard.alertBy(new Falco(), DROPPED.replace("\"time\":\"2026-11-24T12:00:01.123456789Z\"", "\"x\":1"));

        assertThat(alert.happened()).isEqualTo(Instant.parse("2026-11-24T12:00:01.123456789Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "Emergency, critical",
        "Alert, critical",
        "Critical, critical",
        "Error, high",
        "Warning, medium",
        "Notice, low",
        "Informational, informational",
        "Debug, informational"
    })
    void prioritiesAreLevels(String priority, String level) throws Malformed {
        assertThat(Heard.alertBy(
                                new Falco(),
                                DROPPED.replace("\"priority\":\"Critical\"", "\"priority\":\"" + priority + "\""))
                        .severity())
                .isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; no 'rule'",
                "{\"rule\":[]}; no 'rule'",
                "{\"rule\":\"x\"}; no 'evt.time'",
                "{\"rule\":\"x\",\"time\":\"yesterday\"}; 'time' is no time",
                "{\"rule\":\"x\",\"time\":\"+999999999-01-01T00:00:00Z\"}; 'time' lies too far away",
                "{\"rule\":\"x\",\"time\":1e300}; 'time' is no time",
                "{\"rule\":\"x\",\"time\":\"1066-10-14T09:00:00Z\"}; 'time' lies too far away",
                "{\"rule\":\"...\",\"time\":\"2026-11-24T12:00:01Z\"}; the rule's name has no letter or digit",
            })
    void whatIsNoAlertIsRefused(String json, String why) {
        assertThatThrownBy(() -> Heard.by(new Falco(), json))
                .isInstanceOf(Malformed.class)
                .hasMessage(why);
    }
}
