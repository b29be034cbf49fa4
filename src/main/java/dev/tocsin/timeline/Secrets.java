package dev.tocsin.timeline;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Values that a drill captured: known to its steps, and taken out of everything that people read. */
public final class Secrets {
    private static final int SHORTEST = 6;
    private static final String INSTEAD = "[secret]";
    /** The longest first: one may be part of another. */
    private final Set<String> forms = new ConcurrentSkipListSet<>(
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** From now on this value is a secret; one of fewer than six characters is not worth hiding, and would garble texts. */
    public void add(String value) {
        String secret = value.strip();
        if (secret.length() < SHORTEST) {
            return;
        }
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(secret);
        forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        secret.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .forEach(forms::add);
    }

    /** The text without any of them, whatever form they have in it. */
    public String redact(String text) {
        String clean = text;
        for (String form : forms) {
            clean = clean.replace(form, INSTEAD);
        }
        return clean;
    }
}
