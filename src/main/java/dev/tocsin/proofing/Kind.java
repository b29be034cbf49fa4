package dev.tocsin.proofing;

import java.util.Locale;

/** What is broken; reports have a column for each, in this order. */
enum Kind {
    RULE_OFF,
    HANDS_OFF,
    PROCEDURE_EMPTIED,
    ACTION_LEFT_OUT,
    RIGHTS_TAKEN,
    NOT_RECOVERED,
    HARMLESS_INJECTION,
    AUDIT_CUT;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
