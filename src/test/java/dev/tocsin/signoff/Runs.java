package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Recorded runs of real drills: two that held, and one whose responder was told to do nothing. */
final class Runs {
    static final String DRILL = "secrets-dump-and-rotate";
    static final Instant NOW = Instant.parse("2026-11-25T09:30:00.5Z");
    private static final Path RECORDED = Path.of("src/test/resources/signoff");

    private Runs() {}

    /** @param which {@code held} or {@code missed} */
    static Path copy(String which, Path folder) throws IOException {
        Path from = RECORDED.resolve(which);
        Path to = folder.resolve(which);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return to;
    }

    /** A run that is as small as a real one can be cut: one drill, one objective, no picture to speak of. */
    static Path small(Path folder) throws IOException {
        return changed(folder.resolve("small"), summary -> {
            ArrayNode objectives = (ArrayNode) summary.path("objectives");
            while (objectives.size() > 1) {
                objectives.remove(1);
            }
            ((ObjectNode) objectives.get(0)).put("explanation", "seen");
            summary.putArray("phases");
            ArrayNode files = (ArrayNode) summary.path("files");
            while (files.size() > 1) {
                files.remove(1);
            }
            ((ObjectNode) summary.path("about")).put("description", "").putArray("covers");
            summary.putObject("environment").put("Kubernetes", "v1.31.1+k3s1");
        });
    }

    /** One drill of the recorded run with another summary. */
    static Path changed(Path folder, Consumer<ObjectNode> change) throws IOException {
        Files.createDirectories(folder);
        ObjectNode summary =
                (ObjectNode) StrictJson.read(Files.readAllBytes(RECORDED.resolve("held/" + DRILL + ".summary.json")));
        change.accept(summary);
        Files.write(folder.resolve(DRILL + ".summary.json"), StrictJson.write(summary));
        Files.writeString(
                folder.resolve(DRILL + ".svg"),
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1180 60\"><text x=\"1\" y=\"20\">T0</text></svg>");
        return folder;
    }

    static SignOff.Written sign(Path run, PrivateKeyFile key) {
        return sign(run, key, Details.of(null, List.of("Ada, head of operations")), null);
    }

    static SignOff.Written sign(Path run, PrivateKeyFile key, Details details, Previous since) {
        return SignOff.sign(run.getParent(), run.toString(), List.of(), details, key, since, null, NOW);
    }
}
