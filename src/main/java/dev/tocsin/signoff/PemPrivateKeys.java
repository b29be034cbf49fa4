package dev.tocsin.signoff;

import java.io.IOException;
import java.nio.file.Path;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.bc.BcPEMDecryptorProvider;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/** The four forms in which OpenSSL writes private keys: PKCS 8 and the older one, each encrypted or not. */
final class PemPrivateKeys {
    private PemPrivateKeys() {}

    static boolean isOne(@Nullable Object content) {
        return content instanceof PrivateKeyInfo
                || content instanceof PEMKeyPair
                || content instanceof PEMEncryptedKeyPair
                || content instanceof PKCS8EncryptedPrivateKeyInfo;
    }

    /** @throws SignOffException if the password is missing or wrong */
    static PrivateKeyInfo opened(Path file, Object content, @Nullable String password) {
        if (content instanceof PrivateKeyInfo info) {
            return info;
        }
        if (content instanceof PEMKeyPair pair) {
            return pair.getPrivateKeyInfo();
        }
        if (password == null || password.isEmpty()) {
            throw new SignOffException(
                    file + " is encrypted. Put its password into the environment as " + PrivateKeyFile.PASSWORD + ".");
        }
        try {
            return decrypted(content, password.toCharArray());
        } catch (IOException | OperatorException | PKCSException e) {
            throw new SignOffException(file + " does not open with the password in " + PrivateKeyFile.PASSWORD + ".");
        }
    }

    private static PrivateKeyInfo decrypted(Object content, char[] password)
            throws IOException, OperatorException, PKCSException {
        if (content instanceof PEMEncryptedKeyPair pair) {
            return pair.decryptKeyPair(new BcPEMDecryptorProvider(password)).getPrivateKeyInfo();
        }
        return ((PKCS8EncryptedPrivateKeyInfo) content)
                .decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                        .setProvider(new BouncyCastleProvider())
                        .build(password));
    }
}
