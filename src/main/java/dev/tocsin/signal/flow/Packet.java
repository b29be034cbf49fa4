package dev.tocsin.signal.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A packet that kube-router's rules logged, from one line of ulogd's.
 *
 * @param happened the kernel's time
 * @param prefix what the rule says; empty for the one rule that comes right before a refusal
 * @param ends from where to where
 * @param id the packet's own number: records of one packet have the same
 */
record Packet(Instant happened, String prefix, Tuple ends, int id) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param seen stands for the time if the kernel gave none
     * @return null if it is no such line
     */
    static @Nullable Packet parse(String line, Instant seen) {
        try {
            JsonNode node = JSON.readTree(line);
            if (!node.hasNonNull("src_ip")) {
                return null;
            }
            Tuple ends = new Tuple(
                    protocol(node.path("ip.protocol").asInt()),
                    node.path("src_ip").asText(),
                    node.path("src_port").asInt(),
                    node.path("dest_ip").asText(),
                    node.path("dest_port").asInt());
            // "timestamp" has no zone.
            long seconds = node.path("oob.time.sec").asLong();
            return new Packet(
                    seconds == 0
                            ? seen
                            : Instant.ofEpochSecond(
                                    seconds, node.path("oob.time.usec").asLong() * 1000),
                    node.path("oob.prefix").asText().strip(),
                    ends,
                    node.path("ip.id").asInt());
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static String protocol(int number) {
        return switch (number) {
            case 1 -> "icmp";
            case 6 -> "tcp";
            case 17 -> "udp";
            case 58 -> "icmpv6";
            case 132 -> "sctp";
            default -> String.valueOf(number);
        };
    }

    /** Of which packet this is a record. */
    String key() {
        return ends + "#" + id;
    }
}
