package dev.tocsin.respond.support;

import dev.tocsin.step.Action.Done;
import dev.tocsin.timeline.Residual;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an action changed, for the record: {@code was.*} what it found, {@code undo} the command that takes it back,
 * {@code evidence} what it kept, {@code narrowed} which policies it made to select less, {@code residual} what it does not
 * cover.
 */
public final class Changes {
    private final Map<String, String> details = new LinkedHashMap<>();

    /** An empty value is left out. */
    public Changes put(String key, Object value) {
        String text = String.valueOf(value);
        if (!text.isEmpty()) {
            details.put(key, text);
        }
        return this;
    }

    /** What stood there before. */
    public Changes was(String what, Object value) {
        return put("was." + what, value);
    }

    /** One more command that takes it back. */
    public Changes undo(String command) {
        return more("undo", command, " && ");
    }

    /** One more policy that was made to select less. */
    public Changes narrowed(String policy) {
        return more("narrowed", policy, ", ");
    }

    /** One more thing that it does not cover; empty: nothing. */
    public Changes residual(String what) {
        return what.isEmpty() ? this : more(Residual.DETAIL, what, Residual.BETWEEN);
    }

    private Changes more(String key, String text, String between) {
        details.merge(key, text, (before, one) -> before + between + one);
        return this;
    }

    public Done done(String text) {
        return new Done(text, details);
    }
}
