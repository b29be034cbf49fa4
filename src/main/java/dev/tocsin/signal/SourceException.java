package dev.tocsin.signal;

/** A source cannot vouch for what it sees; the drill is inconclusive. */
public final class SourceException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what is missing, and where to look */
    public SourceException(String message) {
        super(message);
    }

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
