package dev.tocsin.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** How long each drill took last, in milliseconds, kept between runs; shards are balanced by it. */
final class LastDurations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Long>> MAP = new TypeReference<>() {};
    private final Path file;

    LastDurations(Path reports) {
        this.file = reports.resolve("durations.json");
    }

    /** Empty if there are none, or if the file is broken: then shards are only less even. */
    Map<String, Long> read() {
        try {
            return Files.isRegularFile(file) ? JSON.readValue(file.toFile(), MAP) : new TreeMap<>();
        } catch (IOException e) {
            return new TreeMap<>();
        }
    }

    void add(Map<String, Long> taken) throws IOException {
        Map<String, Long> all = new TreeMap<>(read());
        all.putAll(taken);
        Path half = file.resolveSibling(file.getFileName() + ".half");
        Files.writeString(half, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
