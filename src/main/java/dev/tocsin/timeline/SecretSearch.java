package dev.tocsin.timeline;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks in what was written for secrets that should have been hidden. It knows nothing of how {@link Secrets} hides them: each
 * value is looked for byte by byte, plain, escaped for JSON and HTML, URL-encoded, and in base64 at each of the three places at
 * which it may lie in a longer text; once more inside of base64, for reports hold whole files in it.
 */
public final class SecretSearch {
    /** So many bytes of each form are looked up at each place of a text. */
    private static final int BEGINNING = Secrets.SHORTEST;

    private static final int FILTER_BITS = 16;
    private final Map<Long, List<Form>> forms = new HashMap<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);

    private record Form(String name, byte[] bytes) {}

    /** @param secrets of all drills whose words may be in the texts */
    public SecretSearch(Collection<Secrets> secrets) {
        for (Secrets ofOne : secrets) {
            ofOne.values().forEach((value, name) -> add(name, value));
        }
    }

    private void add(String name, String value) {
        Set<String> all = new LinkedHashSet<>();
        for (String form : plain(value)) {
            all.add(form);
            all.addAll(base64(form));
        }
        base64(value).forEach(form -> all.addAll(base64(form)));
        for (String form : all) {
            byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= BEGINNING) {
                long beginning = 0;
                for (int i = 0; i < BEGINNING; i++) {
                    beginning = beginning << 8 | bytes[i] & 0xff;
                }
                filter.set(slot(beginning));
                forms.computeIfAbsent(beginning, one -> new ArrayList<>()).add(new Form(name, bytes));
            }
        }
    }

    private static Set<String> plain(String value) {
        String json = value.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        String html = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
        return new LinkedHashSet<>(List.of(
                value, json, html, html.replace("\"", "&quot;").replace("'", "&#39;"), url, url.replace("+", "%20")));
    }

    /** What of it is the same whatever stands before and after it. */
    private static Set<String> base64(String value) {
        Set<String> all = new LinkedHashSet<>();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            byte[] moved = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, moved, before, bytes.length);
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String text = encoder.withoutPadding().encodeToString(moved);
                int from = before == 0 ? 0 : before + 1;
                all.add(text.substring(from, moved.length % 3 == 0 ? text.length() : text.length() - 1));
            }
        }
        return all;
    }

    private static int slot(long beginning) {
        return (int) (beginning * 0x9E3779B97F4A7C15L >>> 64 - FILTER_BITS);
    }

    /** The names of the secrets that are in a text: {@code [steal.token]}; none if all are hidden. */
    public Set<String> in(byte[] text) {
        Set<String> found = new LinkedHashSet<>();
        long window = 0;
        for (int end = 0; end < text.length; end++) {
            window = (window << 8 | text[end] & 0xff) & 0xffff_ffff_ffffL;
            if (end >= BEGINNING - 1 && filter.get(slot(window))) {
                for (Form form : forms.getOrDefault(window, List.of())) {
                    if (isAt(text, end - BEGINNING + 1, form.bytes)) {
                        found.add(form.name);
                    }
                }
            }
        }
        return found;
    }

    private static boolean isAt(byte[] text, int from, byte[] form) {
        return from + form.length <= text.length
                && java.util.Arrays.equals(text, from, from + form.length, form, 0, form.length);
    }
}
