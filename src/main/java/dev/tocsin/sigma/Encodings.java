package dev.tocsin.sigma;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The modifiers that change a rule's text into what an event would hold. */
final class Encodings {
    private static final Set<Modifier> OURS = Set.of(
            Modifier.BASE64, Modifier.BASE64OFFSET, Modifier.WIDE, Modifier.UTF16, Modifier.UTF16LE, Modifier.UTF16BE);
    /** A dash or slash that begins a word, as a program's options do. */
    private static final Pattern OPTION = Pattern.compile("\\B[-/]\\b");

    private static final List<String> DASHES = List.of("-", "/", "\u2013", "\u2014", "\u2015");
    private static final int[] FIRST_KEPT = {0, 2, 3};
    private static final int[] LAST_CUT = {0, 3, 2};

    private Encodings() {}

    /**
     * The texts of which any stands for the rule's.
     *
     * @throws IllegalArgumentException if the text has wildcards and a modifier encodes it
     */
    static List<String> of(String text, List<Modifier> modifiers) {
        List<String> texts = modifiers.contains(Modifier.WINDASH) ? windash(text) : List.of(text);
        if (modifiers.stream().noneMatch(OURS::contains)) {
            return texts;
        }
        List<String> encoded = new ArrayList<>();
        for (String one : texts) {
            if (Glob.special(one)) {
                throw new IllegalArgumentException("'" + one + "' has a wildcard, which cannot be encoded");
            }
            encode(Glob.plain(one), modifiers).forEach(result -> encoded.add(Glob.escaped(result)));
        }
        return encoded;
    }

    private static List<String> windash(String text) {
        Set<String> texts = new LinkedHashSet<>(List.of(text));
        DASHES.forEach(dash -> texts.add(OPTION.matcher(text).replaceAll(dash)));
        return List.copyOf(texts);
    }

    private static List<String> encode(String text, List<Modifier> modifiers) {
        byte[] bytes = bytes(text, modifiers);
        if (modifiers.contains(Modifier.BASE64)) {
            return List.of(Base64.getEncoder().encodeToString(bytes));
        }
        if (modifiers.contains(Modifier.BASE64OFFSET)) {
            return offsets(bytes);
        }
        return List.of(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private static byte[] bytes(String text, List<Modifier> modifiers) {
        if (modifiers.contains(Modifier.WIDE) || modifiers.contains(Modifier.UTF16LE)) {
            return text.getBytes(StandardCharsets.UTF_16LE);
        }
        if (modifiers.contains(Modifier.UTF16BE)) {
            return text.getBytes(StandardCharsets.UTF_16BE);
        }
        return text.getBytes(modifiers.contains(Modifier.UTF16) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    }

    /** Base64 of a text that stands somewhere in another: three forms, without the characters that its neighbours share. */
    private static List<String> offsets(byte[] bytes) {
        List<String> forms = new ArrayList<>();
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[bytes.length + offset];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String whole = Base64.getEncoder().encodeToString(shifted);
            forms.add(whole.substring(FIRST_KEPT[offset], whole.length() - LAST_CUT[shifted.length % 3]));
        }
        return forms;
    }
}
