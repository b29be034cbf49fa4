package dev.tocsin.respond.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class ManifestTest {
    @Test
    void valuesOfEnvironmentsAreTakenOutWhereverTheyStand() {
        String container = """
                    containers:
                      - {name: main, image: i, env: [{name: PASSWORD, value: hunter22}, {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]}
                    initContainers:
                      - {name: first, image: i, env: [{name: KEY, value: hunter23}]}
                """;
        Pod pod = Serialization.unmarshal(
                "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n" + container, Pod.class);
        Deployment deployment = Serialization.unmarshal(
                "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec:\n  template:\n    spec:\n"
                        + container.indent(4),
                Deployment.class);
        for (Object object : new Object[] {pod, deployment}) {
            assertThat(Manifest.of(object))
                    .contains("PASSWORD", "KEY", "spec.nodeName", "[redacted]", "image: \"i\"")
                    .doesNotContain("hunter");
        }
    }

    @Test
    void aSecretsValuesAreTakenOutAndSoIsWhatKubectlAppliedLast() {
        Secret secret = Serialization.unmarshal("""
                apiVersion: v1
                kind: Secret
                metadata:
                  name: s
                  annotations:
                    kubectl.kubernetes.io/last-applied-configuration: '{"stringData":{"password":"hunter22"}}'
                    team: shop
                data: {password: aHVudGVyMjI=}
                stringData: {other: hunter23}
                """, Secret.class);
        assertThat(Manifest.of(secret))
                .contains("password", "other", "team")
                .doesNotContain("aHVudGVy")
                .doesNotContain("hunter")
                .doesNotContain("last-applied");
    }
}
