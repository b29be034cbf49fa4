package dev.tocsin.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;

/** Reads the schema that lies beside a kind's class. */
final class Fragment {
    private static final ClassValue<ObjectNode> READ = new ClassValue<>() {
        @Override
        protected ObjectNode computeValue(Class<?> type) {
            return read(type);
        }
    };

    private Fragment() {}

    /** The caller's own copy. */
    static ObjectNode of(Class<?> type) {
        return READ.get(type).deepCopy();
    }

    private static ObjectNode read(Class<?> type) {
        String resource = type.getSimpleName() + ".schema.json";
        try (InputStream in = type.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + resource + " beside " + type.getName());
            }
            JsonNode schema = new ObjectMapper().readTree(in);
            if (schema instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalStateException(resource + " beside " + type.getName() + " is not a JSON object");
        } catch (IOException e) {
            throw new IllegalStateException(
                    resource + " beside " + type.getName() + " is not JSON: " + e.getMessage(), e);
        }
    }
}
