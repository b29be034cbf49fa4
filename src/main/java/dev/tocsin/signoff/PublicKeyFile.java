package dev.tocsin.signoff;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/**
 * A key that signatures are checked with.
 *
 * @param name what people know it by: its file
 * @param key ECDSA P-256 or Ed25519
 */
public record PublicKeyFile(String name, PublicKey key) {
    /** @throws SignOffException that says what the file is instead */
    public static PublicKeyFile read(Path file) {
        return new PublicKeyFile(file.toString(), PemKeys.readPublic(file));
    }

    /** SHA-256 of the key itself (its SubjectPublicKeyInfo), in hexadecimal: what signatures name it by. */
    public String id() {
        return Sha256.of(key.getEncoded());
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(algorithm(key.getAlgorithm()));
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // not even of a signature's form
        }
    }

    /** The signature's name by the key's. */
    static String algorithm(String key) {
        return key.equals("EC") ? "SHA256withECDSA" : "Ed25519";
    }
}
