package dev.tocsin.signal.receive.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.signal.receive.Heard;
import dev.tocsin.signal.receive.Malformed;
import dev.tocsin.signal.receive.Received;
import dev.tocsin.timeline.Alert;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertmanagerTest {
    private static final String GROUP = """
            {"version":"4","groupKey":"{}:{alertname=\\"NamespaceCpuHigh\\"}","truncatedAlerts":0,"status":"firing","receiver":"tocsin",
             "groupLabels":{"alertname":"NamespaceCpuHigh"},"commonLabels":{"alertname":"NamespaceCpuHigh"},"commonAnnotations":{},
             "externalURL":"http://alertmanager:9093","alerts":[
             {"status":"firing","labels":{"alertname":"NamespaceCpuHigh","severity":"page","namespace":"dev","pod":"miner-1","node":"server",
              "serviceaccount":"ci-bot"},
              "annotations":{"summary":"A namespace burns CPU"},"startsAt":"2026-11-24T11:59:45.123Z","endsAt":"0001-01-01T00:00:00Z",
              "generatorURL":"http://prometheus:9090/graph","fingerprint":"c2e6e5a4b7f1d3a9"},
             {"status":"resolved","labels":{"alertname":"NamespaceCpuHigh","namespace":"shop"},"annotations":{},
              "startsAt":"2026-11-24T11:00:00Z","endsAt":"2026-11-24T11:59:00Z","generatorURL":"","fingerprint":"00"}]}""";

    @Test
    void firingIsAnAlertAndResolvedIsNone() throws Malformed {
        List<Received> records = Heard.by(new Alertmanager(), GROUP);

        assertThat(records).hasSize(2).last().isEqualTo(new Received.Ignored("resolved"));
        Alert alert = Heard.alertBy(new Alertmanager(), GROUP);
        assertThat(alert.rule()).isEqualTo("metrics/namespace-cpu-high");
        assertThat(alert.title()).isEqualTo("A namespace burns CPU");
        assertThat(alert.severity()).isEqualTo("critical");
        assertThat(alert.source()).isEqualTo("alertmanager");
        assertThat(alert.happened()).isEqualTo(Instant.parse("2026-11-24T11:59:45.123Z"));
        assertThat(alert.entities().pod()).isEqualTo("dev/miner-1");
        assertThat(alert.entities().node()).isEqualTo("server");
        assertThat(alert.entities().serviceAccount()).isEqualTo("dev/ci-bot");
        assertThat(alert.fields()).containsEntry("namespace", "dev");
    }

    @Test
    void theSameAlertHasTheSameKeyUntilItStartsAnew() throws Malformed {
        String later = GROUP.replace("2026-11-24T11:59:45.123Z", "2026-11-24T12:10:00Z");

        assertThat(key(GROUP))
                .isEqualTo(key(GROUP.replace("miner-1", "miner-1")))
                .isNotEqualTo(key(later));
        assertThat(key(GROUP.replace("\"c2e6e5a4b7f1d3a9\"", "\"\"")))
                .as("by its labels")
                .isNotEqualTo(key(GROUP));
    }

    private static String key(String group) throws Malformed {
        return ((Received.Raised) Heard.by(new Alertmanager(), group).get(0)).key();
    }

    @Test
    void whatAlertmanagerLeftOutIsLost() throws Malformed {
        assertThat(Heard.by(new Alertmanager(), GROUP.replace("\"truncatedAlerts\":0", "\"truncatedAlerts\":3")))
                .first()
                .isEqualTo(new Received.Lost(3, "alerts that Alertmanager left out (max_alerts)"));
    }

    @Test
    void whatIsNoneOfItsGroupsIsRefused() {
        refused("{}", "not version 4 of Alertmanager's webhook");
        refused("{\"version\":\"4\"}", "no list 'alerts'");
        refused("{\"version\":\"4\",\"alerts\":[1]}", "no 'status'");
        refused(
                "{\"version\":\"4\",\"alerts\":[{\"status\":\"odd\"}]}",
                "a status that is neither firing nor resolved");
        refused(GROUP.replace("\"startsAt\":\"2026-11-24T11:59:45.123Z\"", "\"startsAt\":{}"), "no 'startsAt'");
        refused(GROUP.replaceAll("\"alertname\":\"NamespaceCpuHigh\",\"sev", "\"sev"), "no 'alertname'");
    }

    private static void refused(String json, String why) {
        assertThatThrownBy(() -> Heard.by(new Alertmanager(), json))
                .isInstanceOf(Malformed.class)
                .hasMessage(why);
    }
}
