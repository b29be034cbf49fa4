package dev.tocsin.timeline;

/** From when an objective's time counts. */
public enum StartPoint {
    /** Just before the first injection call was sent. */
    T0("T0"),
    /** When the responder got the alert. */
    ALERT("alert"),
    /** When containment's last proof began to hold. */
    CONTAINMENT("containment"),
    /** For what must never stop: the last good answer before the longest gap. */
    LAST_GOOD_ANSWER("last good answer"),
    /** For what must not be lost: the last row that is there before those that are not. */
    LAST_ROW_KEPT("last row that is there");

    private final String label;

    StartPoint(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
