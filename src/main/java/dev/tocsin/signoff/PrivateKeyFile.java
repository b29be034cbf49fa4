package dev.tocsin.signoff;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/** A key that records are signed with. It is never made here, never kept, and never printed. */
public final class PrivateKeyFile {
    /** Where the password of an encrypted key is looked for: on a command line everybody could read it. */
    public static final String PASSWORD = "TOCSIN_KEY_PASSWORD";

    private final PrivateKey key;
    private final PublicKeyFile publicKey;

    PrivateKeyFile(PrivateKey key, PublicKeyFile publicKey) {
        this.key = key;
        this.publicKey = publicKey;
    }

    /**
     * @param password of an encrypted key; null if there is none
     * @throws SignOffException that says what the file is instead, or that the password is missing or wrong
     */
    public static PrivateKeyFile read(Path file, @Nullable String password) {
        return PemKeys.readPrivate(file, password);
    }

    /** The key that its signatures are checked with. */
    public PublicKeyFile publicKey() {
        return publicKey;
    }

    byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(
                    PublicKeyFile.algorithm(publicKey.key().getAlgorithm()));
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key of a kind that was checked does not sign", e);
        }
    }
}
