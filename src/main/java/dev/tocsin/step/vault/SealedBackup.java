package dev.tocsin.step.vault;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A backup as it lies on disk: what it is of in clear, what is in it by AES-256 in GCM, which covers both. Whoever changes a
 * byte of either, or has another key, opens nothing.
 *
 * @param cluster the uid of the namespace kube-system, by which a cluster is known
 * @param at when it was made, ISO 8601
 * @param secrets how many are in it
 * @param nonce 12 bytes, other for each backup
 */
public record SealedBackup(
        @JsonProperty("cluster") String cluster,
        @JsonProperty("namespace") String namespace,
        @JsonProperty("at") String at,
        @JsonProperty("secrets") int secrets,
        @JsonProperty("nonce") byte[] nonce,
        @JsonProperty("sealed") byte[] sealed) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    public static SealedBackup seal(
            String cluster, String namespace, String at, int secrets, byte[] content, SecretKey key) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        SealedBackup open = new SealedBackup(cluster, namespace, at, secrets, nonce, content);
        try {
            return new SealedBackup(
                    cluster,
                    namespace,
                    at,
                    secrets,
                    nonce,
                    open.cipher(Cipher.ENCRYPT_MODE, key).doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JVM has AES in GCM
        }
    }

    /** @throws IllegalStateException if the key is not the one that it was made with, or anything in it was changed */
    public byte[] open(SecretKey key) {
        try {
            return cipher(Cipher.DECRYPT_MODE, key).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException(
                    "the backup of " + at
                            + " cannot be opened: the encryption key is not the one that it was made with,"
                            + " or the file was changed",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the backup of " + at + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private Cipher cipher(int mode, SecretKey key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(String.join("\n", cluster, namespace, at, String.valueOf(secrets))
                .getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException if it is no backup */
    static SealedBackup of(String text) {
        try {
            return JSON.readValue(text, SealedBackup.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no backup: " + e.getOriginalMessage(), e);
        }
    }
}
