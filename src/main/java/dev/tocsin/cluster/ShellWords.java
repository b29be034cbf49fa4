package dev.tocsin.cluster;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Words, and what a command reads, as a shell must be given them. */
public final class ShellWords {
    private ShellWords() {}

    /** One word, in quotes only if it needs them. */
    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** A whole command. */
    static String quoted(List<String> command) {
        return command.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    /** Texts for a command's standard input, each in base64 on a line of its own. */
    static String lines(List<String> texts) {
        return texts.stream()
                .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\n")
                .collect(Collectors.joining());
    }

    /** A text as one word without blanks or quotes, which {@code printf %b} turns back. */
    static String escaped(String text) {
        StringBuilder word = new StringBuilder();
        text.chars().forEach(c -> {
            if (c <= ' ' || c == '\\') {
                word.append(String.format("\\0%03o", c));
            } else {
                word.append((char) c);
            }
        });
        return word.toString();
    }
}
