package dev.tocsin.signal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    /** As Alertmanager sent it, but for what is not read. */
    private static final String SENT = """
            {"status":"firing","labels":{"alertname":"Watchdog"},"annotations":{"down":"cadvisor server ",
             "evaluated":"1795558644.896","scraped":"1795558641.195","targets":"4"},"startsAt":"2026-11-24T22:15:18.896Z"}""";

    @Test
    void itSaysWhatPrometheusHasLookedAt() throws Exception {
        Heartbeat heartbeat = Heartbeat.of(new ObjectMapper().readTree(SENT));

        assertThat(heartbeat)
                .isEqualTo(new Heartbeat(
                        Instant.parse("2026-11-24T22:17:24.896Z"),
                        Instant.parse("2026-11-24T22:17:21.195Z"),
                        4,
                        "cadvisor server "));
        assertThat(heartbeat.since(Instant.parse("2026-11-24T22:17:21.195Z"))).isTrue();
        assertThat(heartbeat.since(Instant.parse("2026-11-24T22:17:21.196Z"))).isFalse();
    }

    @Test
    void beforeTheFirstScrapeNothingHasBeenLookedAt() throws Exception {
        Heartbeat heartbeat = Heartbeat.of(
                new ObjectMapper().readTree(SENT.replace("1795558641.195", "").replace("\"4\"", "\"\"")));

        assertThat(heartbeat.since(Instant.EPOCH)).isFalse();
        assertThat(heartbeat.targets()).isZero();
    }

    @Test
    void anotherAlertIsNone() throws Exception {
        assertThat(Heartbeat.of(new ObjectMapper().readTree(SENT.replace("Watchdog", "NodeNotReady"))))
                .isNull();
        assertThat(Heartbeat.of(new ObjectMapper().readTree(SENT.replace("evaluated", "x"))))
                .as("a Watchdog of somebody's own rules")
                .isNull();
    }
}
