package dev.tocsin.signal.receive;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/** A JSON object that another tool sent, and what is looked for in any. */
public record Document(JsonNode json) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    /** A text or number at a key; empty if there is none. */
    public String text(String key) {
        return text(json.path(key));
    }

    /** @throws Malformed if there is none */
    public String need(String key) throws Malformed {
        String text = text(key);
        if (text.isEmpty()) {
            throw new Malformed("no '" + key + "'");
        }
        return text;
    }

    /** An object at a key; an empty one if there is none. */
    public Document at(String key) {
        return new Document(json.path(key));
    }

    public boolean isObject() {
        return json.isObject();
    }

    public static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : "";
    }

    /** A time at a key. */
    public Instant time(String key) throws Malformed {
        return Moments.of(json.path(key), key);
    }

    /** A time at a place. */
    public Instant time(JsonPointer at) throws Malformed {
        return Moments.of(json.at(at), at.toString());
    }

    /** As nested maps; empty if it is no object. */
    public Map<String, Object> map() {
        return json.isObject() ? MAPPER.convertValue(json, MAP) : Map.of();
    }

    /** The record as it was sent, but for white space. */
    public String line() {
        return json.toString();
    }

    /** The same for the same record, wherever it is sent again. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(line().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
