package dev.tocsin.signal.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.signal.SourceException;
import dev.tocsin.signal.receive.falco.Falco;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {
    private static final String TOKEN = "a-token-of-this-test";
    private static final String EVERYBODY = "shared-by-all-drills";
    private final Heard heard = new Heard();
    private Receiver receiver;
    private Subscription subscription;
    private Sender sender;

    @BeforeEach
    void start() {
        start(new Limits(100_000, 300_000, Duration.ofSeconds(1), 50));
    }

    private void start(Limits limits) {
        receiver = Receiver.start(new Falco(), 0, EVERYBODY, null, limits);
        subscription = receiver.subscribe(heard, TOKEN, InstantSource.fixed(Heard.SEEN));
        sender = new Sender("http://127.0.0.1:" + receiver.port());
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    static String alert(int number) {
        return "{\"rule\":\"Rule " + number
                + "\",\"time\":\"2026-11-24T12:00:01Z\",\"priority\":\"Error\",\"output\":\"o\"}";
    }

    private List<String> rules() throws Exception {
        subscription.settled().get(5, TimeUnit.SECONDS);
        return heard.alerts().stream().map(one -> one.rule()).toList();
    }

    @Test
    void theTokenMayStandWhereAToolCanPutIt() throws Exception {
        assertThat(sender.post("/", Map.of("Authorization", "Bearer " + TOKEN), alert(1)))
                .isEqualTo(200);
        assertThat(sender.post("/" + TOKEN, Map.of(), alert(2))).isEqualTo(200);
        assertThat(sender.post("/falco/" + TOKEN + "/alerts", Map.of(), alert(3)))
                .isEqualTo(200);
        assertThat(sender.post("/", Map.of("Authorization", basic("falco:" + TOKEN)), alert(4)))
                .isEqualTo(200);

        assertThat(rules()).containsExactly("runtime/rule-1", "runtime/rule-2", "runtime/rule-3", "runtime/rule-4");
        assertThat(heard.alerts()).allMatch(one -> one.seen().equals(Heard.SEEN));
        assertThat(subscription.counts().now().accepted()).isEqualTo(4);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void withoutTheTokenNothingIsRead() throws Exception {
        for (Map<String, String> header : List.of(
                Map.<String, String>of(),
                Map.of("Authorization", "Bearer " + TOKEN + "x"),
                Map.of("Authorization", "Bearer"),
                Map.of("Authorization", "Basic !!!"),
                Map.of("Authorization", TOKEN))) {
            assertThat(sender.post("/", header, alert(1))).as(header.toString()).isEqualTo(401);
        }
        assertThat(sender.post("/" + TOKEN.substring(1), Map.of(), alert(1))).isEqualTo(401);

        assertThat(rules()).isEmpty();
        assertThat(receiver.strangers()).isEqualTo(6);
    }

    @Test
    void eachDrillHearsItsOwnAndWhatIsForAll() throws Exception {
        Heard other = new Heard();
        try (Subscription second = receiver.subscribe(other, null, InstantSource.fixed(Heard.SEEN))) {
            sender.post("/" + second.secret(), Map.of(), alert(1));
            sender.post("/" + TOKEN, Map.of(), alert(2));
            sender.post("/" + EVERYBODY, Map.of(), alert(3));
            second.settled().get(5, TimeUnit.SECONDS);
            assertThat(rules()).containsExactly("runtime/rule-2", "runtime/rule-3");
            assertThat(other.alerts())
                    .extracting(one -> one.rule())
                    .containsExactly("runtime/rule-1", "runtime/rule-3");
        }
        assertThat(sender.post("/" + EVERYBODY, Map.of(), alert(4))).isEqualTo(200);
        assertThat(other.alerts()).hasSize(2);
    }

    @Test
    void whatIsSentAgainIsFoldedAndCounted() throws Exception {
        sender.post("/" + TOKEN, Map.of(), alert(1));
        sender.post("/" + TOKEN, Map.of(), "[" + alert(1) + "," + alert(2) + "]");
        sender.post("/" + TOKEN, Map.of(), alert(2) + "\n" + alert(3) + "\n");

        assertThat(rules()).containsExactly("runtime/rule-1", "runtime/rule-2", "runtime/rule-3");
        assertThat(subscription.counts().now().duplicates()).isEqualTo(2);
    }

    @Test
    void packedBodiesAreUnpackedWithinTheLimit() throws Exception {
        assertThat(sender.post(
                        "/" + TOKEN,
                        Map.of("Content-Encoding", "gzip"),
                        gzip(alert(1).getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(200);
        assertThat(sender.post("/" + TOKEN, Map.of("Content-Encoding", "gzip"), gzip(new byte[50_000_000])))
                .isEqualTo(413);
        assertThat(sender.post("/" + TOKEN, Map.of("Content-Encoding", "gzip"), alert(1)))
                .isEqualTo(400);
        assertThat(sender.post("/" + TOKEN, Map.of("Content-Encoding", "br"), alert(1)))
                .isEqualTo(400);
        assertThat(rules()).containsExactly("runtime/rule-1");
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    @Test
    void whatIsRefusedSaysWhyAndIsCounted() throws Exception {
        assertThat(sender.post("/" + TOKEN, Map.of(), new byte[100_001])).isEqualTo(413);
        assertThat(sender.answer("/" + TOKEN, alert(1) + "\n{\"rule\":\"x\"}")).isEqualTo("record 2: no 'evt.time'");
        assertThat(sender.answer("/" + TOKEN, alert(1) + "{")).isEqualTo("not JSON, or nested too deep");
        assertThat(sender.answer("/" + TOKEN, "[".repeat(20_000))).isEqualTo("not JSON, or nested too deep");
        assertThat(sender.answer("/" + TOKEN, "")).isEqualTo("nothing in it");
        assertThat(sender.answer("/" + TOKEN, "7")).isEqualTo("not a JSON object");
        assertThat(sender.method("DELETE", "/" + TOKEN)).isEqualTo(405);
        assertThat(sender.method("GET", "/" + TOKEN)).isEqualTo(204);

        assertThat(rules()).isEmpty();
        assertThat(subscription.counts().now().refused().values().stream()
                        .mapToLong(n -> n)
                        .sum())
                .isEqualTo(7);
    }

    @Test
    void aSenderThatIsTooFastIsToldToComeAgain() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Subscription slow = receiver.subscribe(
                new Heard() {
                    @Override
                    public synchronized void alert(dev.tocsin.timeline.Alert alert) {
                        stuck.countDown();
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        super.alert(alert);
                    }
                },
                "slow",
                InstantSource.fixed(Heard.SEEN));
        sender.post("/slow", Map.of(), alert(1));
        stuck.await();
        String padding = " ".repeat(90_000);
        int[] codes = new int[6];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = sender.post("/slow", Map.of(), alert(i + 2) + padding);
        }
        assertThat(codes).containsExactly(200, 200, 200, 429, 429, 429);
        go.countDown();
        slow.settled().get(5, TimeUnit.SECONDS);
        assertThat(sender.post("/slow", Map.of(), alert(5) + padding)).isEqualTo(200);
        slow.settled().get(5, TimeUnit.SECONDS);
        assertThat(slow.counts().now().alerts()).isEqualTo(5);
        assertThat(slow.counts().now().refused()).containsEntry("told to come again", 3L);
    }

    @Test
    void slowSendersAreCutOffAndOthersServed() throws Exception {
        String[] beginnings = {
            "", "P", "POST / HT", "POST /" + TOKEN + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
        };
        List<Socket> slow = new java.util.ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Socket socket = new Socket("127.0.0.1", receiver.port());
            socket.getOutputStream().write(beginnings[i % 4].getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }
        assertThat(sender.post("/" + TOKEN, Map.of(), alert(1))).isEqualTo(200);
        for (Socket socket : slow) {
            socket.setSoTimeout(5_000);
            // The end, or what it was told before: not a time-out.
            socket.getInputStream().readAllBytes();
            socket.close();
        }
        assertThat(rules()).containsExactly("runtime/rule-1");
    }

    @Test
    void aDrippingSenderIsCutOffTooAndBringsNobodyElseToAHalt() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", receiver.port())) {
            socket.getOutputStream().write("GET /".getBytes(StandardCharsets.US_ASCII));
            Awaitility.await("the connection is closed")
                    .atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        try {
                            socket.getOutputStream().write('x');
                            return false;
                        } catch (IOException e) {
                            return true;
                        }
                    });
        }
    }

    @Test
    void anEndlessHeadIsRefused() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", receiver.port())) {
            socket.setSoTimeout(5_000);
            byte[] head = new byte[9_000];
            Arrays.fill(head, (byte) 'x');
            socket.getOutputStream().write("POST / HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(head);
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 431");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> Receiver.start(new Falco(), receiver.port(), null, null))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("The receiver of falco cannot listen on port " + receiver.port());
    }
}
