package dev.tocsin.signoff;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Keys in files, as OpenSSL writes them; new ones for each test, because a key in a repository is no secret. */
final class TestKeys {
    private TestKeys() {}

    static KeyPair pair(String kind) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.startsWith("secp") ? "EC" : kind);
        if (kind.startsWith("secp")) {
            generator.initialize(new ECGenParameterSpec(kind));
        }
        return generator.generateKeyPair();
    }

    /** A key whose older form names its curve, as OpenSSL's does and the JDK's does not. */
    static PrivateKey older(KeyPair pair) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", new BouncyCastleProvider())
                .generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()));
    }

    /** The private half in PKCS 8. */
    static PrivateKeyFile key(Path folder, String name, String kind) throws Exception {
        KeyPair pair = pair(kind);
        pem(folder.resolve(name + ".pub"), pair.getPublic());
        return PrivateKeyFile.read(
                pem(folder.resolve(name + ".pem"), new JcaPKCS8Generator(pair.getPrivate(), null)), null);
    }

    static Path pem(Path file, Object what) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(what);
        }
        return Files.writeString(file, text.toString());
    }
}
