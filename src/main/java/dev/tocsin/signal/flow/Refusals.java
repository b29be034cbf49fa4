package dev.tocsin.signal.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts together the records of one packet. Each policy that is asked and does not allow it logs a record with its name, and
 * another policy may still allow the packet; the record without a name comes right before the refusal. Each kind is limited
 * by the kernel on its own, so that either may be missing.
 */
final class Refusals {
    private static final String BY = "DROP by policy ";
    private static final int MOST = 1_000;
    private final Map<String, List<String>> asked = new Latest<>(MOST);
    private final Map<Tuple, Boolean> refused = new Latest<>(MOST);

    /** Whether this record says that the packet is refused; one that names a policy does not. */
    static boolean isRefusal(Packet packet) {
        return packet.prefix().isEmpty();
    }

    void remember(Packet packet) {
        String policy = packet.prefix().startsWith(BY) ? packet.prefix().substring(BY.length()) : packet.prefix();
        asked.computeIfAbsent(packet.key(), key -> new ArrayList<>()).add(policy);
    }

    /** Whether it is not merely another packet of an attempt that was refused before: a client that hears nothing repeats it. */
    boolean isFirst(Packet packet) {
        return packet.ends().srcPort() == 0 || refused.put(packet.ends(), true) == null;
    }

    /** The policies that did not allow a refused packet, as {@code namespace/name}; empty if that is not known. */
    List<String> policies(Packet packet) {
        List<String> policies = asked.remove(packet.key());
        return policies == null ? List.of() : policies;
    }
}
