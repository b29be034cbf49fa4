package dev.tocsin.step.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of backups, 256 bits of AES. It is in a file that the user names, in base64; without one it lives in this process's
 * memory and ends with it, as do the backups. It is never in the cluster.
 */
public final class BackupKey {
    /** System property: the file of the key that backups are made with, and opened with by default. */
    public static final String MADE_WITH = "backup.key";

    /** System property: the file of the key that the responder opens backups with, if that is another. */
    public static final String OPENED_WITH = "restore.key";

    private static final int BYTES = 32;
    private static final SecretKey OF_THIS_PROCESS = fresh();

    private BackupKey() {}

    public static SecretKey toMake() {
        String file = System.getProperty(MADE_WITH, "");
        return file.isEmpty() ? OF_THIS_PROCESS : read(Path.of(file));
    }

    public static SecretKey toOpen() {
        String file = System.getProperty(OPENED_WITH, "");
        return file.isEmpty() ? toMake() : read(Path.of(file));
    }

    private static SecretKey fresh() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return new SecretKeySpec(key, "AES");
    }

    private static SecretKey read(Path file) {
        try {
            byte[] key = Base64.getMimeDecoder().decode(Files.readString(file).strip());
            if (key.length != BYTES) {
                throw new IllegalStateException(file + " holds " + key.length + " bytes in base64; a key has " + BYTES
                        + ": openssl rand -base64 32");
            }
            return new SecretKeySpec(key, "AES");
        } catch (IOException e) {
            throw new UncheckedIOException("the backups' key cannot be read: " + file, e);
        }
    }
}
