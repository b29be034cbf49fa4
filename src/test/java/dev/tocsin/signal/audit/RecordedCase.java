package dev.tocsin.signal.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What a real API server recorded while something was done, and which rules that must raise, exactly.
 *
 * @param what what was done
 * @param raises the rules' names
 * @param records in order, each with what was derived from it
 */
record RecordedCase(String what, SortedSet<String> raises, List<Map<String, Object>> records) {
    static final Path FOLDER = Path.of("src/test/resources/audit-rules");
    private static final Path HONEST = FOLDER.resolve("honest-work.jsonl.gz");
    private static final ObjectMapper JSON = new ObjectMapper();

    static Path file(String rule) {
        return FOLDER.resolve(rule.replace("audit/", "") + ".json");
    }

    /** The cases that were recorded for a rule; none if there is no file. */
    static List<RecordedCase> of(String rule) {
        try {
            return Files.exists(file(rule))
                    ? JSON.readValue(file(rule).toFile(), new TypeReference<List<RecordedCase>>() {})
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(file(rule).toString(), e);
        }
    }

    /** One record a line, so that a change of one is a change of one line. */
    static void write(String rule, List<RecordedCase> cases) {
        try {
            Files.writeString(
                    file(rule),
                    cases.stream().map(RecordedCase::text).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was recorded while a cluster came up and was worked with. */
    static List<Map<String, Object>> honest() {
        List<Map<String, Object>> records = new ArrayList<>();
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(HONEST)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                records.add(JSON.readValue(line, new TypeReference<>() {}));
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(HONEST.toString(), e);
        }
    }

    static void writeHonest(List<Map<String, Object>> records) {
        try (var out = new GZIPOutputStream(Files.newOutputStream(HONEST))) {
            for (Map<String, Object> record : records) {
                out.write((json(record) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        return "{\"what\": " + json(what) + ",\n \"raises\": " + json(raises) + ",\n \"records\": [\n"
                + records.stream().map(RecordedCase::json).collect(Collectors.joining(",\n")) + "\n]}";
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return what;
    }
}
