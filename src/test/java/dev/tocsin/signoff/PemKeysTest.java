package dev.tocsin.signoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeysTest {
    private static final byte[] MESSAGE = {1, 2, 3};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "Ed25519"})
    void whatOneHalfSignsTheOtherVerifies(String kind) throws Exception {
        PrivateKeyFile key = TestKeys.key(folder, "key", kind);
        PublicKeyFile pub = PublicKeyFile.read(folder.resolve("key.pub"));
        byte[] signature = key.sign(MESSAGE);
        assertThat(key.publicKey().id()).isEqualTo(pub.id()).hasSize(64);
        assertThat(pub.verifies(MESSAGE, signature)).isTrue();
        assertThat(pub.verifies(new byte[] {1, 2, 4}, signature)).isFalse();
        assertThat(pub.verifies(MESSAGE, new byte[] {1})).isFalse();
        assertThat(pub.verifies(MESSAGE, new byte[0])).isFalse();
    }

    @Test
    void theFormOfOlderToolsIsReadToo() throws Exception {
        KeyPair pair = TestKeys.pair("secp256r1");
        Path file = TestKeys.pem(folder.resolve("sec1.pem"), TestKeys.older(pair));
        assertThat(file).content().contains("BEGIN EC PRIVATE KEY");
        Files.writeString(
                file,
                "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
                        + Files.readString(file));
        assertThat(PrivateKeyFile.read(file, null).publicKey().key()).isEqualTo(pair.getPublic());
    }

    @Test
    void anEncryptedKeyOpensWithItsPasswordOnly() throws Exception {
        KeyPair pair = TestKeys.pair("Ed25519");
        Path file = TestKeys.pem(
                folder.resolve("locked.pem"),
                new JcaPKCS8Generator(
                        pair.getPrivate(),
                        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                                .setProvider(new BouncyCastleProvider())
                                .setRandom(new SecureRandom())
                                .setPassword("right".toCharArray())
                                .build()));
        assertThat(PrivateKeyFile.read(file, "right").publicKey().key()).isEqualTo(pair.getPublic());
        refused(file, "wrong", file + " does not open with the password in TOCSIN_KEY_PASSWORD.");
        refused(file, null, file + " is encrypted. Put its password into the environment as TOCSIN_KEY_PASSWORD.");
    }

    @Test
    void soDoesOneThatIsEncryptedInTheOlderForm() throws Exception {
        KeyPair pair = TestKeys.pair("secp256r1");
        Path file = TestKeys.pem(
                folder.resolve("locked.pem"),
                new JcaMiscPEMGenerator(
                        TestKeys.older(pair),
                        new JcePEMEncryptorBuilder("AES-128-CBC")
                                .setProvider(new BouncyCastleProvider())
                                .build("right".toCharArray())));
        assertThat(file).content().contains("Proc-Type: 4,ENCRYPTED");
        assertThat(PrivateKeyFile.read(file, "right").publicKey().key()).isEqualTo(pair.getPublic());
        refused(file, "wrong", file + " does not open with the password in TOCSIN_KEY_PASSWORD.");
    }

    @Test
    void otherKeysAreRefusedByName() throws Exception {
        Path rsa = TestKeys.pem(
                folder.resolve("rsa.pem"),
                PrivateKeyInfo.getInstance(TestKeys.pair("RSA").getPrivate().getEncoded()));
        refused(
                rsa,
                null,
                rsa
                        + " is a key of another kind (1.2.840.113549.1.1.1). Records are signed with ECDSA P-256 or Ed25519.");
        Path p384 = TestKeys.pem(
                folder.resolve("p384.pem"), TestKeys.pair("secp384r1").getPrivate());
        refused(
                p384,
                null,
                p384 + " is an ECDSA key on another curve than P-256. Records are signed with ECDSA P-256 or Ed25519.");
    }

    @Test
    void whatIsNoKeyIsSaid() throws Exception {
        TestKeys.key(folder, "key", "Ed25519");
        Path pub = folder.resolve("key.pub");
        Path key = folder.resolve("key.pem");
        refused(pub, null, pub + " is a public key. A record is signed with the private one.");
        assertThatThrownBy(() -> PublicKeyFile.read(key))
                .hasMessage(key + " is a private key. A record is checked with the public one: openssl pkey -in " + key
                        + " -pubout.");
        Path text = Files.writeString(folder.resolve("text.pem"), "hello");
        refused(text, null, text + " holds no private key.");
        Path broken = Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThatThrownBy(() -> PrivateKeyFile.read(broken, null))
                .isInstanceOf(SignOffException.class)
                .hasMessageStartingWith(broken + " is not a key in PEM form");
        Path cosign = Files.writeString(
                folder.resolve("cosign.key"),
                "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n");
        refused(
                cosign,
                null,
                cosign + " is in cosign's own form of an encrypted key. Give a key as OpenSSL writes it (PKCS 8).");
        assertThatThrownBy(() -> PublicKeyFile.read(folder.resolve("none.pub")))
                .hasMessage("There is no file " + folder.resolve("none.pub") + ".");
        refused(
                folder.resolve("none.pem"),
                null,
                "There is no file " + folder.resolve("none.pem")
                        + ". A key is never made for you: openssl genpkey -algorithm ed25519 -out key.pem makes one.");
    }

    private static void refused(Path file, String password, String message) {
        assertThatThrownBy(() -> PrivateKeyFile.read(file, password))
                .isInstanceOf(SignOffException.class)
                .hasMessage(message);
    }
}
