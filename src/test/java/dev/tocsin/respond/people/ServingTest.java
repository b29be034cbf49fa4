package dev.tocsin.respond.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Which workloads are said to serve. */
class ServingTest {
    private static boolean serves(String status) throws IOException {
        return Serving.serves(
                new YAMLMapper().readTree("{metadata: {generation: 2}, spec: {replicas: 3}, status: " + status + "}"));
    }

    @Test
    void withAllItsPodsOfThePresentTemplate() throws IOException {
        assertThat(serves("{observedGeneration: 2, replicas: 3, updatedReplicas: 3, readyReplicas: 3}"))
                .isTrue();
    }

    @Test
    void notBefore() throws IOException {
        assertThat(serves("{observedGeneration: 1, replicas: 3, updatedReplicas: 3, readyReplicas: 3}"))
                .as("of the template of before")
                .isFalse();
        assertThat(serves("{observedGeneration: 2, replicas: 3, updatedReplicas: 3, readyReplicas: 2}"))
                .isFalse();
        assertThat(serves("{observedGeneration: 2, replicas: 4, updatedReplicas: 3, readyReplicas: 3}"))
                .as("one of before is still there")
                .isFalse();
        assertThat(serves("{}")).isFalse();
    }
}
