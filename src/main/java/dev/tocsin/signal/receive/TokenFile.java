package dev.tocsin.signal.receive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The token for tools outside the drill's cluster: given by the environment, or made once and kept where only its owner reads. */
final class TokenFile {
    /** Environment variable that gives the token. */
    static final String VARIABLE = "TOCSIN_RECEIVER_TOKEN";

    private static final int SHORTEST = 16;

    private TokenFile() {}

    /**
     * @param given what the environment says; may be null
     * @param file where it is kept if the environment says nothing
     * @throws IllegalArgumentException if it is too short, or cannot be kept
     */
    static String token(@org.jspecify.annotations.Nullable String given, Path file) {
        if (given != null && !given.isBlank()) {
            if (given.strip().length() < SHORTEST) {
                throw new IllegalArgumentException(
                        VARIABLE + " is shorter than " + SHORTEST + " characters: it could be guessed.");
            }
            return given.strip();
        }
        try {
            if (Files.isRegularFile(file)) {
                String kept = Files.readString(file).strip();
                if (kept.length() >= SHORTEST) {
                    return kept;
                }
            }
            String made = Token.generate();
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, made + "\n");
            return made;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The token of the receivers cannot be kept in " + file + ": give one by " + VARIABLE + ".", e);
        }
    }
}
