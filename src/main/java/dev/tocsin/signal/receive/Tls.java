package dev.tocsin.signal.receive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's certificate and key.
 *
 * @param keyStore holds one key and its certificates
 * @param password of the key
 */
public record Tls(KeyStore keyStore, String password) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** Environment variable with the password of a PKCS 12 file. */
    static final String PASSWORD = "TOCSIN_RECEIVER_KEY_PASSWORD";

    /**
     * As people name it: {@code cert.pem,key.pem} or {@code receiver.p12}.
     *
     * @throws IllegalArgumentException that says which file is at fault, and how to make it right
     */
    static Tls of(String text) {
        String[] files = text.split(",");
        return switch (files.length) {
            case 1 -> pkcs12(Path.of(files[0].strip()), System.getenv().getOrDefault(PASSWORD, ""));
            case 2 -> pem(Path.of(files[0].strip()), Path.of(files[1].strip()));
            default ->
                throw new IllegalArgumentException("'" + text
                        + "' names no certificate. Give cert.pem,key.pem, or a PKCS 12 file and its password by "
                        + PASSWORD + ".");
        };
    }

    /**
     * From PEM files: the certificate, perhaps with its chain, and its key as PKCS 8 without a password.
     *
     * @throws IllegalArgumentException that says which file is at fault, and how to make it right
     */
    public static Tls pem(Path certificate, Path key) {
        try {
            Certificate[] chain = chain(certificate);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "receiver", privateKey(key, chain[0].getPublicKey().getAlgorithm()), new char[0], chain);
            return new Tls(store, "");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "No certificate and key in " + certificate + " and " + key + ": " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if it is no such file, or the password is wrong */
    public static Tls pkcs12(Path file, String password) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            return new Tls(store, password);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("No certificate and key in " + file + ": " + e.getMessage(), e);
        }
    }

    /** Its first certificate in PEM, for those who are to trust it. */
    public String certificate() {
        try {
            byte[] der =
                    keyStore.getCertificate(keyStore.aliases().nextElement()).getEncoded();
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Certificate[] chain(Path file) throws GeneralSecurityException, IOException {
        List<? extends Certificate> chain = List.copyOf(CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))));
        if (chain.isEmpty()) {
            throw new IOException("no certificate in " + file);
        }
        return chain.toArray(Certificate[]::new);
    }

    private static PrivateKey privateKey(Path file, String algorithm) throws GeneralSecurityException, IOException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IOException(file
                    + " has no 'BEGIN PRIVATE KEY': openssl pkcs8 -topk8 -nodes -in <key> makes one of another form");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
