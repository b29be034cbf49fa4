package dev.tocsin.signal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.signal.Event;
import dev.tocsin.signal.receive.Heard;
import dev.tocsin.signal.receive.HostileTest;
import dev.tocsin.signal.receive.Malformed;
import dev.tocsin.signal.receive.Received;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditEventListTest {
    private static String record(String id, String stage, String uri) {
        return "{\"level\":\"Metadata\",\"auditID\":\"" + id + "\",\"stage\":\"" + stage + "\",\"requestURI\":\"" + uri
                + "\",\"verb\":\"get\",\"user\":{\"username\":\"system:serviceaccount:dev:ci-bot\"},\"sourceIPs\":[\"10.42.0.9\"],"
                + "\"requestReceivedTimestamp\":\"2026-11-24T12:00:00.1Z\",\"stageTimestamp\":\"2026-11-24T12:00:01.250001Z\"}";
    }

    private static String list(String... records) {
        return "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":["
                + String.join(",", records) + "]}";
    }

    private static List<Received> read(String json) throws Malformed {
        return Heard.by(new AuditEventList(), json);
    }

    @Test
    void recordsAreEventsOfAudit() throws Malformed {
        Event event = ((Received.Happened)
                        read(list(record("1", "ResponseComplete", "/api"))).get(0))
                .event();

        assertThat(event.source()).isEqualTo("audit");
        assertThat(event.happened()).isEqualTo(Instant.parse("2026-11-24T12:00:01.250001Z"));
        assertThat(event.seen()).isEqualTo(Heard.SEEN);
        assertThat(event.text("requestURI")).isEqualTo("/api");
        assertThat(event.entities().serviceAccount()).isEqualTo("dev/ci-bot");
    }

    @Test
    void onlyTheVerySameRecordIsOneThatWasSentAgain() throws Malformed {
        List<String> keys = read(list(
                        record("1", "ResponseComplete", "/api"),
                        record("1", "ResponseComplete", "/api"),
                        record("1", "ResponseStarted", "/api"),
                        record("1", "ResponseComplete", "/api/v1/secrets")))
                .stream()
                .map(one -> ((Received.Happened) one).key())
                .toList();

        assertThat(keys.get(0)).isEqualTo(keys.get(1));
        assertThat(keys.stream().distinct()).hasSize(3);
    }

    @Test
    void whatIsNoListOfRecordsIsRefused() {
        refused("{}", "no EventList of audit.k8s.io");
        refused("{\"kind\":\"EventList\",\"apiVersion\":\"v1\",\"items\":[]}", "no EventList of audit.k8s.io");
        refused("{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\"}", "no list 'items'");
        refused(list("7"), "a record without an audit id and a stage");
        refused(list(record("1", "Panic", "/").replace("stageTimestamp", "x")), "a record without a time");
    }

    @Test
    void hostileRequestsLeaveItAnswering() throws Exception {
        HostileTest.survives(new AuditEventList(), list(record("1", "ResponseComplete", "/api")));
    }

    private static void refused(String json, String why) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(Malformed.class).hasMessage(why);
    }
}
