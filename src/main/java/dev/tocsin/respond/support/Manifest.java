package dev.tocsin.respond.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;

/** An object as YAML for people and for evidence, without what may be secret: values of environments and of Secrets. */
public final class Manifest {
    private static final String HIDDEN = "[redacted]";
    private static final YAMLMapper YAML = new YAMLMapper(
            YAMLFactory.builder().disable(Feature.WRITE_DOC_START_MARKER).build());

    private Manifest() {}

    public static String of(Object object) {
        try {
            ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(Serialization.asJson(object));
            if (tree.path("metadata") instanceof ObjectNode metadata) {
                metadata.remove("managedFields");
                if (metadata.path("annotations") instanceof ObjectNode annotations) {
                    // the whole object once more, values of environments and of Secrets included
                    annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
                }
            }
            if (tree.path("kind").asText().equals("Secret")) {
                List.of("data", "stringData").forEach(key -> hide(tree.path(key)));
            }
            environments(tree);
            return YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hide(JsonNode values) {
        if (values instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(key -> object.put(key, HIDDEN));
        }
    }

    private static void environments(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (JsonNode one : object.path("env")) {
                if (one instanceof ObjectNode variable && variable.has("value")) {
                    variable.put("value", HIDDEN);
                }
            }
        }
        node.forEach(Manifest::environments);
    }

    /** Keeps it as evidence. */
    public static void keep(Responding with, String what, Object object) {
        with.journal().keep("manifest of " + what, "application/yaml", of(object));
    }
}
