package dev.tocsin.signoff;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;
import org.jspecify.annotations.Nullable;

/** Reads the forms in which OpenSSL writes keys; other forms and other kinds are told by name. */
final class PemKeys {
    private static final int MOST_BYTES = 1 << 16;
    private static final String KINDS = "Records are signed with ECDSA P-256 or Ed25519.";

    private PemKeys() {}

    static PublicKey readPublic(Path file) {
        Object content = read(file);
        if (content instanceof SubjectPublicKeyInfo info) {
            return publicKey(file, info);
        }
        if (content instanceof X509CertificateHolder) {
            throw new SignOffException(file + " is a certificate. Give the public key that is in it: openssl x509 -in "
                    + file + " -noout -pubkey.");
        }
        throw new SignOffException(
                PemPrivateKeys.isOne(content)
                        ? file + " is a private key. A record is checked with the public one: openssl pkey -in " + file
                                + " -pubout."
                        : file + " holds no public key.");
    }

    static PrivateKeyFile readPrivate(Path file, @Nullable String password) {
        if (!Files.exists(file)) {
            throw new SignOffException("There is no file " + file
                    + ". A key is never made for you: openssl genpkey -algorithm ed25519 -out key.pem makes one.");
        }
        Object content = read(file);
        if (content instanceof SubjectPublicKeyInfo) {
            throw new SignOffException(file + " is a public key. A record is signed with the private one.");
        }
        if (!PemPrivateKeys.isOne(content)) {
            throw new SignOffException(file + " holds no private key.");
        }
        PrivateKeyInfo info = PemPrivateKeys.opened(file, content, password);
        String kind = kind(file, info.getPrivateKeyAlgorithm());
        try {
            PrivateKey key = KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
            return new PrivateKeyFile(key, new PublicKeyFile(file.toString(), publicKey(file, PublicHalf.of(info))));
        } catch (GeneralSecurityException | IOException e) {
            throw new SignOffException(file + " is not a usable private key: " + e.getMessage());
        }
    }

    private static PublicKey publicKey(Path file, SubjectPublicKeyInfo info) {
        String kind = kind(file, info.getAlgorithm());
        try {
            return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        } catch (GeneralSecurityException | IOException e) {
            throw new SignOffException(file + " is not a usable public key: " + e.getMessage());
        }
    }

    private static String kind(Path file, AlgorithmIdentifier algorithm) {
        ASN1ObjectIdentifier id = algorithm.getAlgorithm();
        if (id.equals(EdECObjectIdentifiers.id_Ed25519)) {
            return "Ed25519";
        }
        if (id.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            if (SECObjectIdentifiers.secp256r1.equals(algorithm.getParameters())) {
                return "EC";
            }
            throw new SignOffException(file + " is an ECDSA key on another curve than P-256. " + KINDS);
        }
        throw new SignOffException(file + " is a key of another kind (" + id + "). " + KINDS);
    }

    /** The first thing in the file; parameters that OpenSSL writes before an EC key are passed over. */
    private static @Nullable Object read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new SignOffException(file + " is too large for a key.");
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (text.contains("BEGIN ENCRYPTED SIGSTORE PRIVATE KEY")
                    || text.contains("BEGIN ENCRYPTED COSIGN PRIVATE KEY")) {
                throw new SignOffException(file
                        + " is in cosign's own form of an encrypted key. Give a key as OpenSSL writes it (PKCS 8).");
            }
            try (PEMParser parser = new PEMParser(new StringReader(text))) {
                Object content = parser.readObject();
                return content instanceof ASN1ObjectIdentifier ? parser.readObject() : content;
            }
        } catch (NoSuchFileException e) {
            throw new SignOffException("There is no file " + file + ".");
        } catch (IOException e) {
            throw new SignOffException(file + " is not a key in PEM form: " + e.getMessage());
        }
    }
}
