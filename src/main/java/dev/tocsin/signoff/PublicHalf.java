package dev.tocsin.signoff;

import java.io.IOException;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The public key that belongs to a private one: its file need not hold it, and the JDK does not work it out. */
final class PublicHalf {
    private PublicHalf() {}

    static SubjectPublicKeyInfo of(PrivateKeyInfo info) throws IOException {
        AsymmetricKeyParameter key = PrivateKeyFactory.createKey(info);
        if (key instanceof Ed25519PrivateKeyParameters edwards) {
            return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(edwards.generatePublicKey());
        }
        ECPrivateKeyParameters curve = (ECPrivateKeyParameters) key;
        return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(new ECPublicKeyParameters(
                new FixedPointCombMultiplier().multiply(curve.getParameters().getG(), curve.getD()),
                curve.getParameters()));
    }
}
