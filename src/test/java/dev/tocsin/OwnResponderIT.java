package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.drill.Parts;
import dev.tocsin.respond.RespondBy;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team's own program instead of our procedures: one that forgets what brings the pod back. */
@Alone
class OwnResponderIT {
    @TempDir
    private Path folder;

    @Test
    void whatItDoesIsProvedAndWhatItLeavesIsMissed() throws IOException {
        Path program = Files.copy(Path.of("src/test/resources/responders/respond.sh"), folder.resolve("respond.sh"));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Outcome outcome =
                new Scratch(folder.resolve("scenarios")).with(Parts.whole(RespondBy.parse("command:" + program)));
        Map<String, Verdict> contained = outcome.results().stream()
                .filter(result -> result.objective().phase() == Phase.CONTAIN)
                .collect(Collectors.toMap(result -> result.objective().title(), Result::verdict));
        assertThat(contained)
                .as(() -> outcome.explanation()
                        + outcome.evidence().stream()
                                .filter(one -> one.name().startsWith("what"))
                                .toList())
                .containsEntry("restore-pod-security: replay-is-refused", Verdict.HELD)
                .containsEntry("terminate-host-pod: nothing-reaches-the-host", Verdict.MISSED);
        assertThat(outcome.facts())
                .filteredOn(fact -> fact.actor() == Fact.Actor.RESPONDER)
                .extracting(Fact::text)
                .contains("respond.sh gets the alert audit/privileged-pod-created", "respond.sh ended with 0");
        assertThat(outcome.evidence())
                .filteredOn(one -> one.name().equals("what respond.sh said to audit/pod-security-weakened"))
                .singleElement()
                .satisfies(one -> assertThat(one.content()).isEqualTo("200\n200\n"));
    }
}
