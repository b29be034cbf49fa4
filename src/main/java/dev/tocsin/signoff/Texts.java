package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.timeline.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** How a record's values are written for people. */
final class Texts {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final String NONE = "-";

    private Texts() {}

    /** Milliseconds as people read them; a dash for none. */
    static String time(JsonNode millis) {
        return millis.isNumber() ? Times.text(Duration.ofNanos(Math.round(millis.asDouble() * 1e6))) : NONE;
    }

    static String target(JsonNode millis) {
        return millis.isNumber() ? Times.target(Duration.ofMillis(millis.asLong())) : NONE;
    }

    static String number(JsonNode number) {
        return number.isNumber() ? number.asText() : NONE;
    }

    /** An instant to the second. */
    static String moment(JsonNode instant) {
        try {
            return MOMENT.format(Instant.parse(instant.asText()));
        } catch (DateTimeParseException e) {
            return instant.asText(NONE);
        }
    }

    /** What is not held stands out without colour. */
    static String verdict(JsonNode verdict) {
        String text = verdict.asText(NONE);
        return text.equals("held") ? text : text.toUpperCase(Locale.ROOT);
    }

    /** {@code 9.65 s of 2m, held}; a dash where the drill has no such objective. */
    static String rto(JsonNode rto) {
        return rto.isMissingNode()
                ? NONE
                : time(rto.path("measuredMillis")) + " of " + target(rto.path("targetMillis")) + ", "
                        + verdict(rto.path("verdict"));
    }

    /** {@code 0 of 412 rows lost, at most 0; held}. */
    static String rpo(JsonNode rpo) {
        if (rpo.isMissingNode()) {
            return NONE;
        }
        StringBuilder text = new StringBuilder(number(rpo.path("lost")))
                .append(" of ")
                .append(number(rpo.path("acknowledged")))
                .append(" rows lost");
        if (rpo.path("lostMillis").isNumber()) {
            text.append(", ").append(time(rpo.path("lostMillis")));
        }
        text.append("; at most ");
        text.append(
                rpo.path("targetRows").isNumber()
                        ? number(rpo.path("targetRows")) + " rows"
                        : target(rpo.path("targetMillis")));
        return text.append(", ").append(verdict(rpo.path("verdict"))).toString();
    }

    /** {@code name, role}. */
    static String person(JsonNode person) {
        return person.path("name").asText()
                + (person.path("role").asText("").isEmpty()
                        ? ""
                        : ", " + person.path("role").asText());
    }
}
