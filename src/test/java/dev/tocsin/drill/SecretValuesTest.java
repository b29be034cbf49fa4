package dev.tocsin.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class SecretValuesTest {
    @Test
    void whatASecretHoldsIsNamedButForTheUser() {
        Secret secret = Serialization.unmarshal("""
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: ledger, namespace: shop}
                stringData: {username: accountant, password: autumn-leaves-1789}
                data: {key: bm90LWEtcmVhbC1rZXk=}
                """, Secret.class);
        assertThat(SecretValues.of(secret))
                .containsOnly(
                        entry("shop/ledger.password", "autumn-leaves-1789"),
                        entry("shop/ledger.key", "not-a-real-key"));
    }

    @Test
    void anEmptyOneHoldsNothing() {
        assertThat(SecretValues.of(Serialization.unmarshal(
                        "---\napiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: b}\n", Secret.class)))
                .isEmpty();
    }
}
