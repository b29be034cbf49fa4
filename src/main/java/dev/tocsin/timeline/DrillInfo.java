package dev.tocsin.timeline;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of the drill itself, from the scenario's metadata.
 *
 * @param name unique name, equal to the file's
 * @param title one line for people
 * @param description why the drill exists and what it does, in paragraphs; may be empty
 * @param file the scenario's path, relative to the project
 * @param tactic the guide's tactic: {@code privilege-escalation}
 * @param techniques ATT&amp;CK ids: {@code T1611}
 * @param covers codes of the guide's lines: {@code PE3}
 * @param severity critical, high, medium or low
 * @param owner the team that answers for it
 */
public record DrillInfo(
        String name,
        String title,
        String description,
        String file,
        String tactic,
        List<String> techniques,
        List<String> covers,
        @Nullable String severity,
        @Nullable String owner) {

    /** What it can be chosen by: tactic, techniques, lines of the guide, severity, owner. */
    public List<String> tags() {
        return Stream.of(Stream.of(tactic), techniques.stream(), covers.stream(), Stream.of(severity), Stream.of(owner))
                .flatMap(one -> one)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
