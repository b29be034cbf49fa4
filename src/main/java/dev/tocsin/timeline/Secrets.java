package dev.tocsin.timeline;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a drill captured and nobody may read in anything that it says or writes. */
public final class Secrets {
    /** Shorter ones cannot be told from other text. */
    static final int SHORTEST = 6;
    /** A line of a key or a kubeconfig that is long enough to give something away by itself. */
    private static final int SHORTEST_LINE = 24;

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}");
    private static final Pattern ESCAPED = Pattern.compile("%[0-9A-F]{2}");
    private final Map<String, String> values = new LinkedHashMap<>();
    /** Longest first: a part of another must not be replaced before the whole. */
    private final TreeMap<String, String> forms =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /**
     * From now on a value is written as {@code [name]}: as it is, in base64 (also among
     * other things), URL-encoded, and escaped as in JSON.
     *
     * @param name who it is for readers: {@code steal.token}
     * @param value what nobody may read; shorter than six characters it is left alone
     */
    public synchronized void add(String name, String value) {
        hide(name, value);
        if (value.indexOf('\n') >= 0) {
            value.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(line -> hide(name, line));
        }
    }

    private void hide(String name, String value) {
        if (value.length() < SHORTEST) {
            return;
        }
        String by = "[" + name + "]";
        values.putIfAbsent(value, by);
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String escaped = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
        for (String form : new String[] {
            value,
            escaped,
            Base64.getEncoder().encodeToString(bytes),
            Base64.getEncoder().withoutPadding().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            url,
            url.replace("+", "%20"),
            lowerCase(url),
            lowerCase(url.replace("+", "%20"))
        }) {
            forms.putIfAbsent(form, by);
        }
    }

    private static String lowerCase(String url) {
        return ESCAPED.matcher(url).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
    }

    /** Each value, and each line of it that gives something away by itself, with what is written in its place. */
    synchronized Map<String, String> values() {
        return new LinkedHashMap<>(values);
    }

    /** The text without any secret. */
    public synchronized String redact(String text) {
        String clean = text;
        for (Map.Entry<String, String> form : forms.entrySet()) {
            clean = clean.replace(form.getKey(), form.getValue());
        }
        return forms.isEmpty() ? clean : BASE64.matcher(clean).replaceAll(run -> redactEncoded(run.group()));
    }

    /** A run of base64 that holds a secret among other things, as in a basic authorization, is hidden whole. */
    private String redactEncoded(String run) {
        int whole = run.length() - (run.length() % 4 == 1 ? 1 : 0);
        String decoded = new String(
                Base64.getDecoder()
                        .decode(run.substring(0, whole).replace('-', '+').replace('_', '/')),
                StandardCharsets.UTF_8);
        return values.entrySet().stream()
                .filter(value -> decoded.contains(value.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(run);
    }

    /** The same for each value. */
    Map<String, String> redact(Map<String, String> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> redact(one.getValue()), (a, b) -> a, LinkedHashMap::new));
    }

    Fact redact(Fact fact) {
        return new Fact(
                fact.phase(), fact.actor(), fact.seen(), fact.happened(), redact(fact.text()), redact(fact.details()));
    }

    private Raised redact(Raised raised) {
        return raised.about(new Entities(
                redact(raised.entities().user()),
                redact(raised.entities().serviceAccount()),
                redact(raised.entities().namespace()),
                redact(raised.entities().pod()),
                redact(raised.entities().node()),
                redact(raised.entities().address())));
    }

    /** The outcome without any secret, also where it was written before it was known to be one. */
    public Outcome redact(Outcome outcome) {

        return new Outcome(
                outcome.drill(),
                redact(outcome.environment()),
                outcome.from(),
                outcome.to(),
                outcome.t0(),
                outcome.spans().stream()
                        .map(span ->
                                new Span(span.phase(), span.from(), span.to(), span.verdict(), redact(span.note())))
                        .toList(),
                outcome.results().stream()
                        .map(result -> result.explained(redact(result.explanation())))
                        .toList(),
                outcome.raised().stream().map(this::redact).toList(),
                outcome.facts().stream().map(this::redact).toList(),
                outcome.evidence().stream()
                        .map(one -> one.with(redact(one.content())))
                        .toList(),
                outcome.verdict(),
                redact(outcome.cause()),
                outcome.recovery());
    }
}
