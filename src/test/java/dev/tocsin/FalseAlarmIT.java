package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule that fires on honest work ends a drill before its attack; what else can be broken is proofing's. */
class FalseAlarmIT {
    @Test
    void withARuleThatFiresOnHonestWorkItSaysFalseAlarm(@TempDir Path folder) {
        Outcome outcome = new Scratch(folder.resolve("scenarios"))
                .replace(
                        "rules/audit/pod-security-weakened.yml",
                        "requestObject.metadata.labels.pod-security.kubernetes.io/enforce: privileged",
                        "requestObject.metadata.labels.team: '*'")
                .run();
        assertThat(outcome.verdict()).as(outcome.explanation()).isEqualTo(Verdict.FALSE_ALARM);
        assertThat(outcome.t0()).isNull();
    }
}
