package dev.tocsin.signal.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.signal.receive.alertmanager.Alertmanager;
import dev.tocsin.signal.receive.falco.Falco;
import dev.tocsin.signal.receive.tetragon.Tetragon;
import dev.tocsin.signal.receive.webhook.Webhook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand hostile requests to each format's receiver leave it answering, and it never says that it is at fault. */
public class HostileTest {
    private static final int REQUESTS = 10_000;

    @Test
    void falco() throws Exception {
        survives(new Falco(), """
                {"hostname":"n","output":"o","output_fields":{"container.id":"c","evt.time":1795521601123456789,"k8s.ns.name":"a",
                 "k8s.pod.name":"b","ka.user.name":null},"priority":"Critical","rule":"R","source":"syscall","tags":["t"],
                 "time":"2026-11-24T12:00:01.123456789Z"}""");
    }

    @Test
    void tetragon() throws Exception {
        survives(new Tetragon(), """
                {"process_kprobe":{"process":{"pid":1,"binary":"/bin/x","arguments":"a b","pod":{"namespace":"n","name":"p",
                 "container":{"id":"containerd://1","image":{"name":"x:1"}}}},"parent":{"pid":2,"binary":"/bin/sh"},"function_name":"tcp_connect",
                 "args":[{"sock_arg":{"saddr":"1.2.3.4","dport":1}},{"file_arg":{"path":"/p"}}],"policy_name":"p"},
                 "node_name":"n","time":"2026-11-24T12:00:02.5Z"}""");
    }

    @Test
    void alertmanager() throws Exception {
        survives(new Alertmanager(), """
                {"version":"4","truncatedAlerts":0,"status":"firing","alerts":[{"status":"firing","labels":{"alertname":"A","severity":"page",
                 "namespace":"n","pod":"p"},"annotations":{"summary":"s"},"startsAt":"2026-11-24T12:00:01Z","fingerprint":"f"}]}""");
    }

    @Test
    void webhook(@TempDir Path folder) throws Exception {
        Path mapping = Files.writeString(
                folder.resolve("m.yaml"), "each: /a\nrule: /r\ntime: /t\nid: /i\nentities: {user: /u/n, pod: /p}\n");
        survives(new Webhook().mapped(mapping), """
                {"a":[{"r":"R","t":1795521601.5,"i":"1","u":{"n":"alice"},"p":"n/p"}]}""");
    }

    /** @param sample a good request, of one record */
    public static void survives(Format format, String sample) throws Exception {
        Heard heard = new Heard();
        Limits limits = new Limits(100_000, 10_000_000, Duration.ofSeconds(5), 50);
        Map<Integer, Integer> codes = new TreeMap<>();
        try (Receiver receiver = Receiver.start(format, 0, null, null, limits);
                Subscription subscription = receiver.subscribe(heard, "token", InstantSource.fixed(Heard.SEEN));
                RawSender sender = new RawSender(receiver.port())) {
            Hostile hostile = new Hostile(sample, new Random(format.name().hashCode()));
            for (int i = 0; i < REQUESTS; i++) {
                Hostile.Input input = hostile.next();
                codes.merge(sender.post(input.path(), input.headers(), input.body()), 1, Integer::sum);
            }
            assertThat(codes.keySet())
                    .as(codes.toString())
                    .isSubsetOf(200, 400, 401, 413, 429, 431)
                    .contains(200, 400, 401, 413);
            assertThat(codes.get(400)).as(codes.toString()).isGreaterThan(REQUESTS / 3);
            subscription.settled().get(10, TimeUnit.SECONDS);
            assertThat(subscription.counts().now().lost()).doesNotContainKey("records that could not be judged");
            Heard after = new Heard();
            Subscription next = receiver.subscribe(after, "next", InstantSource.fixed(Heard.SEEN));
            assertThat(sender.post("/next", "", sample.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(200);
            next.settled().get(10, TimeUnit.SECONDS);
            assertThat(after.alerts().size() + after.events().size())
                    .as("still heard")
                    .isPositive();
            assertThat(subscription.counts().now().refused()).hasSizeLessThan(500);
        }
    }
}
