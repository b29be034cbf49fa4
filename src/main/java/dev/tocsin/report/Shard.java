package dev.tocsin.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What fell to one shard of a run: {@code shard.json} in its folder, from its beginning on, so that one that was killed still says it.
 *
 * @param index from 1
 * @param of how many there are
 * @param drills the names of all shards' drills
 * @param own those of this one
 */
public record Shard(int index, int of, List<String> drills, List<String> own) {
    static final String NAME = "shard.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    void write(Path folder) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(NAME).toFile(), this);
    }

    /** @throws MergeException if it is broken */
    static Shard read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readString(file), Shard.class);
        } catch (JsonProcessingException e) {
            throw new MergeException(file + " is broken: " + e.getOriginalMessage());
        }
    }

    @Override
    public String toString() {
        return "shard " + index + " of " + of;
    }
}
