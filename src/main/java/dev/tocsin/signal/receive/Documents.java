package dev.tocsin.signal.receive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A request's body as JSON objects: one, a list of them, or one after the other as log shippers send them. */
final class Documents {
    private static final int DEEPEST = 100;
    private static final int MOST = 10_000;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .build();

    private Documents() {}

    /** @throws Malformed if it is none of these, or a part of it is cut off */
    static List<Document> of(byte[] body) throws Malformed {
        List<Document> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(body)) {
            while (values.hasNextValue()) {
                JsonNode value = values.nextValue();
                for (JsonNode one : value.isArray() ? value : List.of(value)) {
                    if (!one.isObject()) {
                        throw new Malformed("not a JSON object");
                    }
                    documents.add(new Document(one));
                }
                if (documents.size() > MOST) {
                    throw new Malformed("more than " + MOST + " records");
                }
            }
        } catch (JsonProcessingException e) {
            throw new Malformed("not JSON, or nested too deep");
        } catch (IOException e) {
            throw new Malformed("not UTF-8");
        }
        if (documents.isEmpty()) {
            throw new Malformed("nothing in it");
        }
        return documents;
    }

    /**
     * Unpacks what a sender has packed.
     *
     * @param most bytes
     * @return null if there are more
     */
    static byte @Nullable [] unzip(byte[] packed, int most) throws Malformed {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] body = in.readNBytes(most + 1);
            return body.length > most ? null : body;
        } catch (IOException e) {
            throw new Malformed("not gzip");
        }
    }
}
