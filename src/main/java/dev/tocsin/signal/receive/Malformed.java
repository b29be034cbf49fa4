package dev.tocsin.signal.receive;

/** A request is not what its receiver takes. */
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    /** @param why in a few words, for the sender; nothing that it sent */
    public Malformed(String why) {
        super(why, null, false, false);
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
