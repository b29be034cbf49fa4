package dev.tocsin.signal.receive;

import java.time.Duration;

/**
 * What a receiver puts up with.
 *
 * @param body the largest body, in bytes, before and after it was unpacked
 * @param waiting how many bytes of requests may wait to be passed on; beyond that senders are told to come again
 * @param time the longest from a connection's or request's begin to the end of the request's body
 * @param connections how many at once
 */
public record Limits(int body, int waiting, Duration time, int connections) {
    public static final Limits DEFAULTS = new Limits(5 << 20, 64 << 20, Duration.ofSeconds(10), 256);
}
