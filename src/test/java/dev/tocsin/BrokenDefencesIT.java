package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill can fail: each defence is broken in turn, and the verdict says so at the right place. */
class BrokenDefencesIT {
    @TempDir
    private Path folder;

    @Test
    void withTheDetectionRuleEmptiedItSaysMissed() {
        Outcome outcome = scratch()
                .replace("rules/audit/privileged-pod-created.yml", "verb: create", "verb: none")
                .run();
        assertThat(outcome.verdict()).as(outcome.explanation()).isEqualTo(Verdict.MISSED);
        assertThat(failed(outcome, Phase.DETECT)).containsExactly("alert audit/privileged-pod-created");
        assertThat(failed(outcome, Phase.CONTAIN)).containsExactly("terminate-host-pod: nothing-reaches-the-host");
    }

    @Test
    void withTheProcedureEmptiedItSaysNotContained() {
        Outcome outcome = scratch()
                .replace("procedures/terminate-host-pod.yaml", """
                        actions:
                          - terminate:
                              namespace: "${alert.objectRef.namespace}"
                              pod: "${alert.responseObject.metadata.name}"
                        """, "actions: []\n")
                .run();
        assertThat(outcome.verdict()).as(outcome.explanation()).isEqualTo(Verdict.MISSED);
        assertThat(failed(outcome, Phase.DETECT)).isEmpty();
        assertThat(failed(outcome, Phase.CONTAIN)).containsExactly("terminate-host-pod: nothing-reaches-the-host");
        assertThat(outcome.explanation()).contains("found=Pod/build-cache");
    }

    @Test
    void withAHarmlessPodItSaysInconclusive() {
        Outcome outcome = scratch()
                .replace("drills/privilege-escalation/privileged-pod-host-escape.yaml", "chroot /host sh -c", "sh -c")
                .run();
        assertThat(outcome.verdict()).as(outcome.explanation()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(outcome.cause()).contains("'marker-on-the-node' did not work");
        assertThat(outcome.results()).isEmpty();
    }

    @Test
    void withARuleThatFiresOnHonestWorkItSaysFalseAlarm() {
        Outcome outcome = scratch()
                .replace(
                        "rules/audit/pod-security-weakened.yml",
                        "requestObject.metadata.labels.pod-security.kubernetes.io/enforce: privileged",
                        "requestObject.metadata.labels.team: '*'")
                .run();
        assertThat(outcome.verdict()).as(outcome.explanation()).isEqualTo(Verdict.FALSE_ALARM);
        assertThat(outcome.t0()).isNull();
    }

    private Scratch scratch() {
        return new Scratch(folder.resolve("scenarios"));
    }

    private static List<String> failed(Outcome outcome, Phase phase) {
        return outcome.results().stream()
                .filter(result -> result.objective().phase() == phase && result.verdict() != Verdict.HELD)
                .map(Result::objective)
                .map(objective -> objective.title())
                .toList();
    }
}
