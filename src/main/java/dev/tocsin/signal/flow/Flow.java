package dev.tocsin.signal.flow;

import java.time.Instant;
import java.util.List;

/**
 * A flow as one node's kernel saw it, before it is known whose the addresses are.
 *
 * @param denied whether it was refused; else it was let through
 * @param node the node
 * @param ends from the client's own address to the address that answers, or would have
 * @param serviceIp the address that the client wrote to, if that is a service's; else empty
 * @param servicePort its port; else 0
 * @param policies what did not allow it, as {@code namespace/name}
 * @param line the record as it was written
 * @param happened the kernel's time
 * @param seen when it was read here
 */
record Flow(
        boolean denied,
        String node,
        Tuple ends,
        String serviceIp,
        int servicePort,
        List<String> policies,
        String line,
        Instant happened,
        Instant seen) {

    static Flow of(Connection connection, String node, String line, Instant seen) {
        boolean translated = connection.translated();
        return new Flow(
                false,
                node,
                connection.ends(),
                translated ? connection.asked().dstIp() : "",
                translated ? connection.asked().dstPort() : 0,
                List.of(),
                line,
                connection.happened(),
                seen);
    }

    static Flow of(Packet packet, List<String> policies, String node, String line, Instant seen) {
        return new Flow(true, node, packet.ends(), "", 0, policies, line, packet.happened(), seen);
    }

    Flow through(String ip, int port) {
        return new Flow(denied, node, ends, ip, port, policies, line, happened, seen);
    }
}
