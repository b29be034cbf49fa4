package dev.tocsin.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as scenarios write them: {@code 500ms}, {@code 5s}, {@code 2m}. */
public final class Durations {
    /** As schemas have it: {@code #/$defs/duration}. */
    public static final String PATTERN = "^[0-9]{1,6}(ms|s|m)$";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(ms|s|m)");

    private Durations() {}

    /** In seconds, as programs take them: {@code 0.200}. */
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    /** @throws IllegalArgumentException if the text has another form; the schema has refused it before */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a duration such as 500ms, 5s or 2m");
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    /** A parameter's value; {@code otherwise} where there is none, or none yet because a {@code ${...}} stands for it. */
    public static Duration of(JsonNode param, Duration otherwise) {
        return FORM.matcher(param.asText()).matches() ? parse(param.asText()) : otherwise;
    }
}
