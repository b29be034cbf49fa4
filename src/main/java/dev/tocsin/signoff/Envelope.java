package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is signed and by whom, in the DSSE format. There is one way to write an envelope, so that no byte of a record's
 * file is beyond what is checked.
 *
 * @param payload the statement's bytes
 * @param signatures at least one
 */
public record Envelope(byte[] payload, List<Signed> signatures) {
    static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";
    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_SIGNATURES = 32;
    private static final Set<String> KEYS = Set.of("payload", "payloadType", "signatures");

    /**
     * @param keyId which key, by its {@link PublicKeyFile#id}
     * @param signature its bytes
     */
    record Signed(String keyId, byte[] signature) {}

    static Envelope of(byte[] payload, PrivateKeyFile key) {
        return new Envelope(payload, List.of()).and(key);
    }

    /** The same with one more signature. */
    Envelope and(PrivateKeyFile key) {
        List<Signed> all = new ArrayList<>(signatures);
        all.add(new Signed(key.publicKey().id(), key.sign(message())));
        return new Envelope(payload, all);
    }

    /** What signatures sign: DSSE's pre-authentication encoding, in which the type is signed with the payload. */
    byte[] message() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String head = "DSSEv1 %d %s %d ".formatted(PAYLOAD_TYPE.length(), PAYLOAD_TYPE, payload.length);
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    byte[] bytes() {
        ObjectNode root = StrictJson.MAPPER.createObjectNode();
        root.put("payloadType", PAYLOAD_TYPE);
        root.put("payload", Base64.getEncoder().encodeToString(payload));
        for (Signed one : signatures) {
            root.withArray("signatures")
                    .addObject()
                    .put("keyid", one.keyId())
                    .put("sig", Base64.getEncoder().encodeToString(one.signature()));
        }
        byte[] json = StrictJson.write(root);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /** @throws SignOffException if the file cannot be read or is no envelope of ours */
    static Envelope read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new SignOffException(file + " is larger than 16 MiB: that is no record.");
            }
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new SignOffException("There is no file " + file + ".");
        } catch (IOException e) {
            throw new SignOffException(file + " cannot be read: " + e.getMessage());
        }
    }

    static Envelope parse(String name, byte[] bytes) {
        JsonNode root;
        try {
            root = StrictJson.read(bytes);
        } catch (IOException e) {
            throw new SignOffException(name + " is not a whole JSON document: " + e.getMessage() + ".");
        }
        Set<String> keys = new TreeSet<>();
        root.fieldNames().forEachRemaining(keys::add);
        if (!keys.equals(KEYS)) {
            throw new SignOffException(name + " is no DSSE envelope: it has " + (keys.isEmpty() ? "nothing" : keys)
                    + " where payload, payloadType and signatures are expected.");
        }
        if (!root.path("payloadType").asText().equals(PAYLOAD_TYPE)) {
            throw new SignOffException(name + " holds another kind of payload: '"
                    + root.path("payloadType").asText() + "', expected '" + PAYLOAD_TYPE + "'.");
        }
        JsonNode list = root.path("signatures");
        if (list.isEmpty()) {
            throw new SignOffException(name + " is not signed: its list of signatures is empty.");
        }
        if (list.size() > MOST_SIGNATURES) {
            throw new SignOffException(
                    name + " has " + list.size() + " signatures; at most " + MOST_SIGNATURES + " are read.");
        }
        List<Signed> signatures = new ArrayList<>();
        for (JsonNode one : list) {
            signatures.add(new Signed(one.path("keyid").asText(), decoded(name, one.path("sig"))));
        }
        Envelope envelope = new Envelope(decoded(name, root.path("payload")), signatures);
        int differs = Arrays.mismatch(bytes, envelope.bytes());
        if (differs >= 0) {
            throw new SignOffException(name + " is not written as records are, from byte " + differs
                    + " on: something was changed, or it was written by another program.");
        }
        return envelope;
    }

    private static byte[] decoded(String name, JsonNode text) {
        try {
            return Base64.getDecoder().decode(text.asText());
        } catch (IllegalArgumentException e) {
            throw new SignOffException(name + " holds text that is not base64: " + e.getMessage() + ".");
        }
    }
}
