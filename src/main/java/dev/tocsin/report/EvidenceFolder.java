package dev.tocsin.report;

import dev.tocsin.timeline.Evidence;
import dev.tocsin.timeline.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A drill's evidence as files with names for people, beside its summary: what a sign-off is about. */
final class EvidenceFolder {
    private EvidenceFolder() {}

    /** @param folder this drill's own */
    static void write(Outcome outcome, Path folder) throws IOException {
        int number = 0;
        for (Evidence evidence : outcome.evidence()) {
            number += evidence.source() == null ? 1 : 0;
            Path file = folder.resolve(nameOf(evidence, number));
            Files.createDirectories(file.getParent());
            Files.writeString(file, evidence.content());
        }
    }

    /** Files of the library keep their names; what the drill wrote is numbered in its order. */
    static String nameOf(Evidence evidence, int number) {
        if (evidence.source() != null) {
            Path file = Path.of(evidence.source().file()).normalize();
            String inside = StreamSupport.stream(file.spliterator(), false)
                    .map(Path::toString)
                    .filter(part -> !part.equals(".."))
                    .collect(Collectors.joining("/"));
            return "files/" + inside;
        }
        String words = evidence.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        String name = "evidence/%02d-%s-%s".formatted(number, evidence.phase().label(), words);
        String ending = ending(evidence);
        return name.endsWith(ending) ? name : name + ending;
    }

    static String ending(Evidence evidence) {
        return switch (evidence.mediaType()) {
            case "application/json" -> ".json";
            case "application/yaml" -> ".yaml";
            default -> ".txt";
        };
    }
}
