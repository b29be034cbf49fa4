package dev.tocsin.drill;

import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a fixture's Secret holds that nobody may read in a report. */
final class SecretValues {
    /** Kubernetes' own name, in Secrets for basic authentication, for what is none. */
    private static final String USERNAME = "username";

    private SecretValues() {}

    /** Values by whose they are: {@code shop/ledger.password}. */
    static Map<String, String> of(Secret secret) {
        Map<String, String> values = new LinkedHashMap<>(secret.getStringData());
        secret.getData()
                .forEach((key, value) -> values.putIfAbsent(
                        key, new String(Base64.getDecoder().decode(value.strip()), StandardCharsets.UTF_8)));
        values.remove(USERNAME);
        String owner = java.util.Objects.toString(secret.getMetadata().getNamespace(), "default") + "/"
                + secret.getMetadata().getName();
        Map<String, String> named = new LinkedHashMap<>();
        values.forEach((key, value) -> named.put(owner + "." + key, value));
        return named;
    }
}
