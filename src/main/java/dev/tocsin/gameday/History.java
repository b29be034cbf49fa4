package dev.tocsin.gameday;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The last results of a game day, oldest first, in one file: {@code reports/gamedays/<name>.json}. */
final class History {
    static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final TypeReference<List<DayResult>> LIST = new TypeReference<>() {};
    private final Path file;

    /** @param reports the folder of all runs */
    History(Path reports, String gameDay) {
        this.file = reports.resolve("gamedays").resolve(gameDay + ".json");
    }

    /**
     * Empty if there are none yet.
     *
     * @throws IOException if the file is there and broken: what changed could not be said, and is not guessed
     */
    List<DayResult> read() throws IOException {
        try {
            return Files.isRegularFile(file) ? JSON.readValue(file.toFile(), LIST) : List.of();
        } catch (IOException e) {
            throw new IOException(
                    file + " cannot be read; mend it, or remove it to begin anew: "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    /** @param last how many are kept */
    void add(List<DayResult> before, DayResult result, int last) throws IOException {
        List<DayResult> all = new ArrayList<>(before);
        all.add(result);
        Files.createDirectories(file.getParent());
        Path half = file.resolveSibling(file.getFileName() + ".half");
        Files.writeString(
                half, JSON.writeValueAsString(all.subList(Math.max(0, all.size() - last), all.size())) + "\n");
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
