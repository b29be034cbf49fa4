package dev.tocsin.signal.receive;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a sender must show: only its digest is kept, and compared in a time that says nothing about it. */
final class Token {
    private static final int BYTES = 24;
    private final byte[] digest;

    Token(String text) {
        this.digest = digest(text);
    }

    /** A new one, to be put into URLs as it is. */
    static String generate() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    boolean isAmong(List<byte[]> shown) {
        boolean found = false;
        for (byte[] one : shown) {
            found |= MessageDigest.isEqual(digest, one);
        }
        return found;
    }

    /**
     * The digests of all that a request shows: a bearer token, the password of basic authentication, or, for tools that
     * can be given a URL and nothing else, any segment of its path.
     */
    static List<byte[]> shown(@Nullable String authorization, String path) {
        List<byte[]> shown = new ArrayList<>();
        String[] parts =
                authorization == null ? new String[0] : authorization.strip().split(" +", 2);
        if (parts.length == 2 && parts[0].equalsIgnoreCase("Bearer")) {
            shown.add(digest(parts[1]));
        }
        if (parts.length == 2 && parts[0].equalsIgnoreCase("Basic")) {
            shown.add(digest(password(parts[1])));
        }
        for (String segment : path.split("/", 8)) {
            shown.add(digest(segment));
        }
        return shown;
    }

    private static String password(String credentials) {
        try {
            String both = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return both.substring(both.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
