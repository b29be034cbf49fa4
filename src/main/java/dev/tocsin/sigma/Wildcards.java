package dev.tocsin.sigma;

import java.util.regex.Pattern;

/** Sigma's string patterns: {@code *} and {@code ?}, a backslash before them (or before a backslash) takes their meaning. */
final class Wildcards {
    private Wildcards() {}

    static Pattern pattern(String text, boolean cased) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && "*?\\".indexOf(text.charAt(i + 1)) >= 0) {
                regex.append(Pattern.quote(String.valueOf(text.charAt(++i))));
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(
                regex.toString(), Pattern.DOTALL | (cased ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }
}
