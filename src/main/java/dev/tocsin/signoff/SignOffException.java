package dev.tocsin.signoff;

/** What was given cannot be used; the message says what is wrong and what would be right. */
public final class SignOffException extends RuntimeException {
    SignOffException(String message) {
        super(message);
    }
}
