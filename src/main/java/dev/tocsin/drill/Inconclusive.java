package dev.tocsin.drill;

/** The drill cannot tell; the message says why in a sentence. */
final class Inconclusive extends RuntimeException {
    Inconclusive(String message) {
        super(message);
    }
}
