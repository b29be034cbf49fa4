package dev.tocsin.signal.flow;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose first packet a node's kernel has let through, from one line of conntrack's.
 *
 * @param happened when conntrack heard of it from the kernel
 * @param asked as the client wrote it: to a service's address, say
 * @param answered as the answer comes back: from the pod behind the service, to whom that pod believes to talk
 */
record Connection(Instant happened, Tuple asked, Tuple answered) {
    private static final Pattern LINE = Pattern.compile("\\[(\\d+)\\.(\\d+)]\\s+\\[NEW]\\s+(\\w+)\\s.*");
    private static final Pattern TUPLE = Pattern.compile("src=(\\S+) dst=(\\S+)(?: sport=(\\d+) dport=(\\d+))?");

    /** Null if it is no such line. */
    static @Nullable Connection parse(String line) {
        Matcher head = LINE.matcher(line);
        Matcher tuple = TUPLE.matcher(line);
        if (!head.matches() || !tuple.find()) {
            return null;
        }
        Tuple asked = tuple(head.group(3), tuple);
        if (!tuple.find()) {
            return null;
        }
        Instant happened = Instant.ofEpochSecond(Long.parseLong(head.group(1)), Long.parseLong(head.group(2)) * 1000);
        return new Connection(happened, asked, tuple(head.group(3), tuple));
    }

    private static Tuple tuple(String protocol, Matcher tuple) {
        return new Tuple(protocol, tuple.group(1), port(tuple.group(3)), tuple.group(2), port(tuple.group(4)));
    }

    private static int port(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Whether the client wrote to another address than the one that answers. */
    boolean translated() {
        return !asked.dstIp().equals(answered.srcIp());
    }

    /** From the client's own address to the address that answers. */
    Tuple ends() {
        return new Tuple(asked.protocol(), asked.srcIp(), asked.srcPort(), answered.srcIp(), answered.srcPort());
    }
}
