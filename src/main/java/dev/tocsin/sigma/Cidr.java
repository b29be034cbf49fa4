package dev.tocsin.sigma;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** A network, of either IP version. */
public record Cidr(byte[] network, int bits) {
    /** @throws IllegalArgumentException if it is none */
    public static Cidr parse(String text) {
        String[] parts = text.split("/", 2);
        byte[] network = address(parts[0]);
        if (network == null
                || parts.length < 2
                || !parts[1].matches("[0-9]{1,3}")
                || Integer.parseInt(parts[1]) > network.length * 8) {
            throw new IllegalArgumentException("'" + text + "' is not a network such as 10.0.0.0/8");
        }
        return new Cidr(network, Integer.parseInt(parts[1]));
    }

    /** Whether it is an address, and within. */
    public boolean contains(@Nullable Object seen) {
        byte[] address = seen == null ? null : address(String.valueOf(seen));
        if (address == null || address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static byte @Nullable [] address(String text) {
        // Only literals: a name would be looked up in the DNS.
        if (!text.matches("[0-9.]+") && !text.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
