package dev.tocsin.respond.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakenTest {
    private static JsonNode rules(String yaml) throws Exception {
        return new YAMLMapper().readTree(yaml);
    }

    @Test
    void onlyTheVerbsOnTheResourcesGo() throws Exception {
        Taken taken = Taken.of(
                rules(
                        "[{apiGroups: [''], resources: [pods, secrets], verbs: [get, list]}, {apiGroups: [apps], resources: [deployments], verbs: [get]}]"),
                List.of("secrets"),
                List.of("list"));
        assertThat(taken.left())
                .isEqualTo(
                        rules(
                                "[{apiGroups: [''], resources: [pods], verbs: [get, list]}, {apiGroups: [''], resources: [secrets], verbs: [get]}, {apiGroups: [apps], resources: [deployments], verbs: [get]}]"));
        assertThat(taken.out()).containsExactly("get, list on pods, secrets");
    }

    @Test
    void everyVerbOfAResourceGoes() throws Exception {
        assertThat(Taken.of(rules("[{resources: [pods, secrets], verbs: [get]}]"), List.of("secrets"), List.of())
                        .left())
                .isEqualTo(rules("[{resources: [pods], verbs: [get]}]"));
    }

    @Test
    void aWildcardCannotBeNarrowedAndGoesWhole() throws Exception {
        assertThat(Taken.of(rules("[{resources: ['*'], verbs: ['*']}]"), List.of("secrets"), List.of("get"))
                        .left())
                .isEmpty();
        assertThat(Taken.of(rules("[{resources: [pods], verbs: ['*']}]"), List.of("pods"), List.of("delete"))
                        .left())
                .isEmpty();
    }

    @Test
    void whatIsNotMeantStays() throws Exception {
        JsonNode rules =
                rules("[{nonResourceURLs: [/metrics], verbs: [get]}, {resources: [pods], verbs: [get, list]}]");
        Taken taken = Taken.of(rules, List.of("secrets"), List.of());
        assertThat(taken.left()).isEqualTo(rules);
        assertThat(taken.out()).isEmpty();
    }
}
