package dev.tocsin.signal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as the readers wrote them on a real node. */
class LinesTest {
    private static final Instant SEEN = Instant.parse("2026-11-24T22:17:20Z");
    private static final String LOGGED = """
            {"timestamp": "2026-11-24T22:17:18.172022", "dvc": "Netfilter", "raw.pktlen": 60, "raw.pktcount": 1, \
            "oob.prefix": "%s", "oob.time.sec": 1795558638, "oob.time.usec": 172022, "oob.mark": 131072, "oob.hook": 2, \
            "oob.family": 2, "ip.protocol": %d, "ip.id": %d, "src_port": 37114, "dest_port": 8080, "oob.in": "cni0", \
            "src_ip": "10.42.0.3", "dest_ip": "10.42.0.6"}""";
    private static final Tuple ENDS = new Tuple("tcp", "10.42.0.3", 37114, "10.42.0.6", 8080);

    @Test
    void aConnectionToAPod() {
        Connection connection = Connection.parse(
                "[1795558634.061737]\t    [NEW] tcp      6 120 SYN_SENT src=10.42.0.3"
                        + " dst=10.42.0.4 sport=47442 dport=8080 [UNREPLIED] src=10.42.0.4 dst=10.42.0.3 sport=8080 dport=47442");
        assertThat(connection).isNotNull();
        assertThat(connection.happened()).isEqualTo("2026-11-24T22:17:14.061737Z");
        assertThat(connection.ends()).isEqualTo(new Tuple("tcp", "10.42.0.3", 47442, "10.42.0.4", 8080));
        assertThat(connection.translated()).isFalse();
    }

    @Test
    void aConnectionToAServiceEndsAtThePodThatAnswers() {
        Connection connection = Connection.parse(
                "[1795558636.749473]\t    [NEW] tcp      6 120 SYN_SENT src=10.42.0.3"
                        + " dst=10.43.181.125 sport=43334 dport=80 [UNREPLIED] src=10.42.0.4 dst=10.42.0.3 sport=8080 dport=43334");
        assertThat(connection).isNotNull();
        assertThat(connection.ends()).isEqualTo(new Tuple("tcp", "10.42.0.3", 43334, "10.42.0.4", 8080));
        assertThat(connection.translated()).isTrue();
        assertThat(Flow.of(connection, "server", "", SEEN))
                .extracting(Flow::serviceIp, Flow::servicePort)
                .containsExactly("10.43.181.125", 80);
    }

    @Test
    void aProtocolWithoutPorts() {
        Connection connection =
                Connection.parse("[1795558636.749473]\t    [NEW] icmp     1 30 src=10.42.0.3 dst=10.42.0.4"
                        + " type=8 code=0 id=11 [UNREPLIED] src=10.42.0.4 dst=10.42.0.3 type=0 code=0 id=11");
        assertThat(connection).isNotNull();
        assertThat(connection.ends()).isEqualTo(new Tuple("icmp", "10.42.0.3", 0, "10.42.0.4", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[1795558636.749473]\t[DESTROY] tcp", "[1.2] [NEW] tcp 6 src=1.2.3.4 dst=", "{}"})
    void whatIsNoConnectionIsNone(String line) {
        assertThat(Connection.parse(line)).isNull();
    }

    @Test
    void onlyTheRecordWithoutAPrefixIsARefusal() {
        Packet asked = packet("DROP by policy shop/ledger", 6, 7);
        Packet refused = packet("", 6, 7);
        assertThat(Refusals.isRefusal(asked)).isFalse();
        assertThat(Refusals.isRefusal(refused)).isTrue();
        assertThat(refused.ends()).isEqualTo(ENDS);
        assertThat(refused.happened()).isEqualTo("2026-11-24T22:17:18.172022Z");
    }

    @Test
    void theRecordsOfOnePacketAreOneRefusalWithThePoliciesThatWereAsked() {
        Refusals refusals = new Refusals();
        refusals.remember(packet("DROP by policy shop/other", 6, 6));
        refusals.remember(packet("DROP by policy shop/ledger", 6, 7));
        refusals.remember(packet("DROP by policy shop/default", 6, 7));
        assertThat(refusals.policies(packet("", 6, 7))).containsExactly("shop/ledger", "shop/default");
        assertThat(refusals.policies(packet("", 6, 8))).isEqualTo(List.of());
    }

    @Test
    void aRepeatedPacketIsNoSecondAttempt() {
        Refusals refusals = new Refusals();
        assertThat(refusals.isFirst(packet("", 6, 7))).isTrue();
        assertThat(refusals.isFirst(packet("", 6, 8))).isFalse();
        assertThat(refusals.isFirst(packet("", 17, 9))).isTrue();
    }

    @Test
    void withoutTheKernelsTimeItIsWhenItWasSeen() {
        Packet packet = Packet.parse("{\"src_ip\": \"10.42.0.3\", \"dest_ip\": \"10.42.0.6\"}", SEEN);
        assertThat(packet).isNotNull();
        assertThat(packet.happened()).isEqualTo(SEEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "null", "{\"src_ip\": null}", "{\"oob.prefix\": {}}"})
    void whatIsNoPacketIsNone(String line) {
        assertThat(Packet.parse(line, SEEN)).isNull();
    }

    private static Packet packet(String prefix, int protocol, int id) {
        return java.util.Objects.requireNonNull(Packet.parse(LOGGED.formatted(prefix, protocol, id), SEEN));
    }
}
