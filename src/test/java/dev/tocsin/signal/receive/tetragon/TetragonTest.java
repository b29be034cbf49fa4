package dev.tocsin.signal.receive.tetragon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.sigma.LogSource;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.receive.Heard;
import dev.tocsin.signal.receive.Malformed;
import dev.tocsin.signal.receive.Received;
import dev.tocsin.timeline.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TetragonTest {
    private static final String PROCESS = """
            "process":{"exec_id":"c2VydmVyOjE=","pid":4711,"uid":0,"cwd":"/","binary":"/tmp/x","arguments":"--run fast","flags":"execve clone",
             "start_time":"2026-11-24T12:00:01.000000001Z","auid":4294967295,"pod":{"namespace":"shop","name":"web-0","container":
             {"id":"containerd://4f2891eb840f11223344","name":"web","image":{"id":"docker.io/tocsin/shop@sha256:aa","name":"docker.io/tocsin/shop:1"},
             "start_time":"2026-11-24T11:00:00Z","pid":17},"pod_labels":{"app":"web"},"workload":"web"},"docker":"4f2891eb840f112233",
             "parent_exec_id":"c2VydmVyOjA=","tid":4711},
            "parent":{"exec_id":"c2VydmVyOjA=","pid":4700,"uid":0,"cwd":"/","binary":"/bin/sh","arguments":"-c x"}""";
    private static final String EXEC = "{\"process_exec\":{" + PROCESS
            + "},\"node_name\":\"server\",\"time\":\"2026-11-24T12:00:01.000000001Z\",\"node_labels\":{\"a\":\"b\"}}";

    private static String kprobe(String rest) {
        return "{\"process_kprobe\":{" + PROCESS + "," + rest
                + "},\"node_name\":\"server\",\"time\":\"2026-11-24T12:00:02.5Z\"}";
    }

    private static Event event(String json) throws Malformed {
        return Heard.by(new Tetragon(), json).stream()
                .filter(Received.Happened.class::isInstance)
                .map(record -> ((Received.Happened) record).event())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anExecIsAnEventWithFalcosNames() throws Malformed {
        assertThat(Heard.by(new Tetragon(), EXEC)).hasSize(1);
        Event event = event(EXEC);

        assertThat(event.happened()).isEqualTo(Instant.parse("2026-11-24T12:00:01.000000001Z"));
        assertThat(event.seen()).isEqualTo(Heard.SEEN);
        assertThat(event.source()).isEqualTo("runtime");
        assertThat(event.logSource()).isEqualTo(new LogSource("process_creation", "linux", ""));
        assertThat(event.entities().pod()).isEqualTo("shop/web-0");
        assertThat(event.entities().node()).isEqualTo("server");
        assertThat(event.body())
                .containsAllEntriesOf(Map.of(
                        "evt.type", "execve",
                        "proc.name", "x",
                        "proc.exepath", "/tmp/x",
                        "proc.cmdline", "x --run fast",
                        "proc.pid", 4711L,
                        "proc.pname", "sh",
                        "proc.pcmdline", "sh -c x",
                        "container.id", "4f2891eb840f",
                        "k8s.ns.name", "shop",
                        "k8s.pod.name", "web-0"))
                .containsEntry("container.image.repository", "docker.io/tocsin/shop");
    }

    @Test
    void aProbeOfAPolicyIsAnAlertByThePolicysNameAsWell() throws Malformed {
        String json = kprobe("""
                "function_name":"security_file_permission","args":[{"file_arg":{"path":"/etc/shadow","permission":"-rw-r-----"}},{"int_arg":4}],
                "action":"KPROBE_ACTION_POST","policy_name":"Sensitive_Files.read","return_action":"KPROBE_ACTION_POST"
                """);
        Alert alert = Heard.alertBy(new Tetragon(), json);

        assertThat(alert.rule()).isEqualTo("runtime/sensitive-files-read");
        assertThat(alert.source()).isEqualTo("tetragon");
        assertThat(alert.happened()).isEqualTo(Instant.parse("2026-11-24T12:00:02.500Z"));
        assertThat(alert.entities().pod()).isEqualTo("shop/web-0");
        assertThat(event(json).body())
                .containsEntry("evt.type", "open")
                .containsEntry("fd.name", "/etc/shadow")
                .containsEntry("fd.directory", "/etc")
                .containsEntry("evt.is_open_read", true)
                .containsEntry("evt.is_open_write", false);
        assertThat(event(json).logSource()).isEqualTo(new LogSource("file_access", "linux", ""));
        assertThat(event(json.replace("\"int_arg\":4", "\"int_arg\":2")).logSource())
                .isEqualTo(new LogSource("file_event", "linux", ""));
    }

    @Test
    void socketsHaveTheirEnds() throws Malformed {
        String json = kprobe("""
                "function_name":"tcp_connect","args":[{"sock_arg":{"family":"AF_INET","type":"SOCK_STREAM","protocol":"IPPROTO_TCP",
                "saddr":"10.42.0.3","daddr":"10.43.0.1","sport":40000,"dport":443}}]
                """);

        assertThat(Heard.by(new Tetragon(), json)).as("no policy, no alert").hasSize(1);
        assertThat(event(json).body())
                .containsEntry("evt.type", "connect")
                .containsEntry("fd.cip", "10.42.0.3")
                .containsEntry("fd.sip", "10.43.0.1")
                .containsEntry("fd.sport", "443")
                .containsEntry("fd.l4proto", "tcp");
    }

    @Test
    void systemCallsHaveTheirNames() throws Malformed {
        assertThat(event(kprobe("\"function_name\":\"__x64_sys_setns\",\"args\":[]"))
                        .body())
                .containsEntry("evt.type", "setns");
        assertThat(event(EXEC.replace("process_exec", "process_exit")).body()).containsEntry("evt.type", "procexit");
    }

    @Test
    void whatTetragonDroppedIsLost() throws Malformed {
        assertThat(Heard.by(new Tetragon(), """
                        {"rate_limit_info":{"number_of_dropped_process_events":"17"},"node_name":"server","time":"2026-11-24T12:00:02Z"}"""))
                .isEqualTo(List.of(new Received.Lost(17, "events that Tetragon dropped (rate limit)")));
    }

    @Test
    void whatIsNoRecordIsRefused() {
        for (String json :
                List.of("{}", "{\"time\":\"2026-11-24T12:00:02Z\",\"node_name\":\"x\"}", "{\"process_exec\":7}")) {
            assertThatThrownBy(() -> Heard.by(new Tetragon(), json))
                    .as(json)
                    .isInstanceOf(Malformed.class)
                    .hasMessage("no event of Tetragon");
        }
        assertThatThrownBy(() -> Heard.by(new Tetragon(), "{\"process_exec\":{}}"))
                .hasMessage("no 'time'");
    }
}
