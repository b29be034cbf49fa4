package dev.tocsin.signal.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    @ParameterizedTest
    @CsvSource({
        "'\"2026-11-24T12:00:01.123456789Z\"', 2026-11-24T12:00:01.123456789Z",
        "'\"2026-11-24T12:00:01.123456789+00:00\"', 2026-11-24T12:00:01.123456789Z",
        "'\"2026-11-24T13:30:01+0130\"', 2026-11-24T12:00:01Z",
        "'\"2026-11-24T13:00:01+01\"', 2026-11-24T12:00:01Z",
        "'\"2026-11-24 12:00:01.5\"', 2026-11-24T12:00:01.500Z",
        "'\"2026-11-24T12:00Z\"', 2026-11-24T12:00:00Z",
        "1795521601, 2026-11-24T12:00:01Z",
        "1795521601.25, 2026-11-24T12:00:01.250Z",
        "'\"1795521601.25\"', 2026-11-24T12:00:01.250Z",
        "1795521601250, 2026-11-24T12:00:01.250Z",
        "1795521601250125, 2026-11-24T12:00:01.250125Z",
        "1795521601250125017, 2026-11-24T12:00:01.250125017Z",
        "1.795521601e9, 2026-11-24T12:00:01Z"
    })
    void timesAreReadAsToolsWriteThem(String json, Instant moment) throws Exception {
        assertThat(Moments.of(new ObjectMapper().readTree(json), "time")).isEqualTo(moment);
    }
}
