package dev.tocsin.signoff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** JSON that can be read in one way only: no key twice, nothing behind the end. */
final class StrictJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    /** @throws IOException with a message for people */
    static JsonNode read(byte[] bytes) throws IOException {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " (byte " + e.getLocation().getByteOffset() + ")";
            throw new IOException(words(e.getOriginalMessage()) + where, e);
        }
    }

    /** The library's own words name its settings, where there is a plain cause. */
    private static String words(String message) {
        if (message.startsWith("Trailing token")) {
            return "something follows its end";
        }
        return message.contains("exceeds the maximum allowed")
                ? "a part of it is nested too deep, or too long"
                : message.replaceAll("\\s+", " ");
    }

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree of our own always serialises
        }
    }
}
