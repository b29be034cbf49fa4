package dev.tocsin.report;

/** Folders are not the parts of one run; the message says which and why. */
public final class MergeException extends RuntimeException {
    MergeException(String message) {
        super(message);
    }
}
