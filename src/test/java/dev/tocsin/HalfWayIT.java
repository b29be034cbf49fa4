package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.drill.Parts;
import dev.tocsin.respond.RespondBy;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Verdict;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A responder that lacks one of the rights that its procedure needs: an action fails when half of it is done. */
class HalfWayIT {
    @TempDir
    private Path folder;

    @Test
    void whatWasDoneAndWhatWasNotIsInTheRecordAndTheProofDecides() {
        Outcome outcome =
                new Scratch(folder).with(Parts.whole(RespondBy.PROCEDURES).entitled(HalfWayIT::withoutDeletionOfPods));
        assertThat(outcome.facts())
                .filteredOn(fact -> fact.actor() == Fact.Actor.RESPONDER
                        && fact.text().startsWith("terminate failed: ")
                        && fact.details().containsKey("done before"))
                .first()
                .satisfies(fact -> {
                    assertThat(fact.text()).contains("cannot delete resource \"pods\"");
                    // The cluster itself may be faster with what the Deployment owned.
                    assertThat(fact.details().get("done before"))
                            .startsWith("DELETE /apis/apps/v1/namespaces/dev/deployments/build-cache");
                });
        assertThat(outcome.facts())
                .filteredOn(fact -> fact.text().equals("procedure terminate-host-pod was not done in full"))
                .isNotEmpty()
                .allSatisfy(fact -> assertThat(fact.details()).containsEntry("not done", "terminate"));
        assertThat(outcome.results())
                .filteredOn(result -> result.objective().title().startsWith("terminate-host-pod: "))
                .as("what nobody owned is there still, and what owned the other is not")
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.verdict()).isEqualTo(Verdict.MISSED);
                    assertThat(result.explanation())
                            .contains("Pod/build-cache")
                            .doesNotContain("Deployment/build-cache");
                });
    }

    private static List<PolicyRule> withoutDeletionOfPods(List<PolicyRule> rights) {
        return rights.stream()
                .filter(rule -> !(rule.getResources().contains("pods")
                        && rule.getVerbs().contains("delete")))
                .toList();
    }
}
