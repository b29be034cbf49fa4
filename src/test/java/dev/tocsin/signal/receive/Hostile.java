package dev.tocsin.signal.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Bad requests without end, made from a good one. */
final class Hostile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final String sample;
    private final Random random;

    record Input(String path, String headers, byte[] body) {}

    Hostile(String sample, Random random) {
        this.sample = sample;
        this.random = random;
    }

    Input next() throws IOException {
        return switch (random.nextInt(100)) {
            case 0 -> new Input("/token", "", new byte[100_001 + random.nextInt(1000)]);
            case 1 -> of("\"" + "x".repeat(90_000) + "\"");
            case 2 -> of("[".repeat(1 + random.nextInt(50_000)));
            case 3 -> of("{\"a\":".repeat(1 + random.nextInt(10_000)));
            case 4, 5, 6, 7 -> new Input("/" + random.nextInt(), "", bytes(sample));
            case 8, 9 -> new Input("/token", "Content-Encoding: gzip\r\n", random(200));
            case 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 -> new Input("/token", "", random(500));
            case 20, 21, 22, 23, 24, 25, 26, 27, 28, 29 -> of(sample.substring(0, random.nextInt(sample.length())));
            case 30, 31, 32, 33, 34, 35, 36, 37, 38, 39 -> new Input("/token", "", flipped());
            case 40 -> of(sample.replaceAll("[0-9]+", "9".repeat(1 + random.nextInt(2_000))));
            case 41 -> of(sample.replaceAll("\"[a-z]\"", "\"" + "\\\\u0000".repeat(1_000) + "\""));
            case 42 -> of("");
            case 43 -> of((sample + "\n").repeat(1 + random.nextInt(20)));
            case 44 -> of(sample + "}");
            default -> of(JSON.writeValueAsString(other(JSON.readTree(sample))));
        };
    }

    private Input of(String body) {
        return new Input("/token", "", bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] random(int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] flipped() {
        byte[] bytes = bytes(sample);
        for (int i = 0; i <= random.nextInt(4); i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    /** Some values are of other types, or not there. */
    private JsonNode other(JsonNode node) {
        if (random.nextInt(8) == 0) {
            return wrong();
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(entry -> {
                if (random.nextInt(20) != 0) {
                    copy.set(entry.getKey(), other(entry.getValue()));
                }
            });
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            List<JsonNode> items = new ArrayList<>();
            array.forEach(items::add);
            items.forEach(item -> copy.add(other(item)));
            return copy;
        }
        return node;
    }

    private JsonNode wrong() {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(12)) {
            case 0 -> make.nullNode();
            case 1 -> make.booleanNode(true);
            case 2 -> make.numberNode(random.nextLong());
            case 3 -> make.numberNode(Double.MAX_VALUE);
            case 4 -> make.textNode("");
            case 5 -> make.textNode("\u0000\uD800/../../etc");
            case 6 -> make.arrayNode().add(1).addNull().add(make.objectNode());
            case 7 -> make.objectNode().put("a", "b");
            case 8 -> make.textNode("-999999999-01-01T00:00:00Z");
            case 9 -> make.textNode("9".repeat(60));
            case 10 -> make.numberNode(-1);
            default -> make.textNode("x".repeat(10_000));
        };
    }
}
