package dev.tocsin.signal.receive;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/** A drill's part of a receiver: a token of its own, and what was sent with it. Closing it ends it. */
public final class Subscription implements AutoCloseable {
    private final Receiver receiver;
    private final String secret;
    private final Token token;
    private final Counts counts;
    private final Delivery delivery;
    private final InstantSource clock;

    Subscription(Receiver receiver, String secret, Counts counts, Delivery delivery, InstantSource clock) {
        this.clock = clock;
        this.receiver = receiver;
        this.secret = secret;
        this.token = new Token(secret);
        this.counts = counts;
        this.delivery = delivery;
    }

    /** What a sender shows; a secret. */
    public String secret() {
        return secret;
    }

    public Receiver receiver() {
        return receiver;
    }

    public Counts counts() {
        return counts;
    }

    /** Done when all that was taken before has been passed on. */
    public CompletableFuture<Void> settled() {
        return delivery.settled();
    }

    InstantSource clock() {
        return clock;
    }

    Token token() {
        return token;
    }

    Delivery delivery() {
        return delivery;
    }

    @Override
    public void close() {
        receiver.leave(this);
        delivery.close();
    }
}
