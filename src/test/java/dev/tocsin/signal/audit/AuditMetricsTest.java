package dev.tocsin.signal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditMetricsTest {
    @Test
    void recordsMadeAndNotKept() {
        assertThat(AuditMetrics.of("""
                        # HELP apiserver_audit_event_total [ALPHA] Counter of audit events generated and sent to the audit backend.
                        # TYPE apiserver_audit_event_total counter
                        apiserver_audit_event_total 1.2345e+06
                        apiserver_audit_error_total{plugin="log"} 2
                        apiserver_audit_error_total{plugin="webhook"} 3
                        apiserver_audit_level_total{level="Metadata"} 70
                        apiserver_audit_requests_rejected_total 9""")).isEqualTo(new AuditMetrics(1_234_500, 5));
        assertThat(AuditMetrics.of("")).isEqualTo(new AuditMetrics(0, 0));
    }

    @Test
    void anIdThatAClientChoseTwiceCountsTwice() {
        AuditKeys written = new AuditKeys();
        AuditKeys seen = new AuditKeys();
        written.add("a ResponseComplete");
        written.add("a ResponseComplete");
        written.add("b ResponseStarted");
        seen.add("a ResponseComplete");
        seen.add("c ResponseComplete");

        assertThat(written.without(seen)).isEqualTo(Map.of("a ResponseComplete", 1, "b ResponseStarted", 1));
        assertThat(written.size()).isEqualTo(3);
    }
}
