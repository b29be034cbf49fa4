package dev.tocsin.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a client outside the cluster appends and counts.
 *
 * @param address {@code node:port}
 * @param database its name
 * @param secret {@code namespace/name} of the Secret with the client's username and password
 * @param archive of the Secret with those of a role that may replicate; null if nothing is archived
 * @param append a statement that appends a row; {@code :number} stands for its number
 * @param numbers selects the numbers that are there
 * @param first the first row's number
 * @param every the time between a row and the next one
 * @param rows how many acknowledged rows may be lost
 * @param time how much time's rows may be lost
 */
public record Ledger(
        String address,
        String database,
        String secret,
        @Nullable String archive,
        String append,
        String numbers,
        long first,
        Duration every,
        int rows,
        Duration time,
        @Nullable String because,
        Position at) {
    private static final String NUMBER = ":number";

    /** The statement that appends a row of this number. */
    public String append(long number) {
        return append.replace(NUMBER, String.valueOf(number));
    }

    /** The node that is asked. */
    public String host() {
        return address.substring(0, address.indexOf(':'));
    }

    /** The port at which it is asked. */
    public int port() {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }
}
