package dev.tocsin.proofing;

import static dev.tocsin.proofing.Outcomes.met;
import static dev.tocsin.proofing.Outcomes.missed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.drill.DrillRules;
import dev.tocsin.drill.Parts;
import dev.tocsin.respond.RespondBy;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Library;
import dev.tocsin.scenario.Procedure;
import dev.tocsin.scenario.Step;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Proofed.Finding;
import dev.tocsin.timeline.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutantsTest {
    private static final Library LIBRARY = new Library(Path.of("scenarios"));

    static Iterable<String> drills() {
        return LIBRARY.drills().keySet();
    }

    private static List<Mutant> of(String name) {
        Drill drill = LIBRARY.load(name);
        return Mutants.of(drill, DrillRules.of(drill, LIBRARY), Parts.whole(RespondBy.PROCEDURES));
    }

    private static Mutant named(String drill, String id) {
        return of(drill).stream()
                .filter(mutant -> mutant.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("drills")
    void everyDrillHasMutantsOfEveryKindWithNamesOfTheirOwn(String name) {
        List<Mutant> mutants = of(name);
        assertThat(mutants).extracting(Mutant::id).doesNotHaveDuplicates();
        assertThat(mutants.stream().map(Mutant::kind).distinct())
                .containsExactlyElementsOf(
                        Arrays.stream(Kind.values()).map(Kind::label).toList());
    }

    @Test
    void eachDefenceIsBrokenInTurn() {
        assertThat(of("secrets-dump-and-rotate"))
                .extracting(Mutant::id)
                .contains(
                        "blind=audit/secrets-listed-cluster-wide",
                        "blind=audit/secrets-read-in-bulk",
                        "hands-off",
                        "empty=rotate-ledger-password",
                        "leave-out=rotate-ledger-password.1-rotate-secret",
                        "leave-out=rotate-ledger-password.2-restart",
                        "no-rights",
                        "harmless=steal",
                        "deaf");
    }

    @Test
    void aRuleThatIsOffIsNotListenedTo() {
        String rule = "audit/secrets-read-in-bulk"; // a correlation
        DrillRules rules = named("secrets-dump-and-rotate", "blind=" + rule).rules();
        assertThat(rules.expected()).containsExactly("audit/secrets-listed-cluster-wide");
        assertThat(rules.rules()).noneMatch(one -> one.name().equals(rule));
        assertThat(rules.others()).noneMatch(one -> one.name().equals(rule)).isNotEmpty();
    }

    @Test
    void anActionIsLeftOutAndNothingElseIsChanged() {
        Drill whole = LIBRARY.load("secrets-dump-and-rotate");
        Drill broken = named("secrets-dump-and-rotate", "leave-out=rotate-ledger-password.2-restart")
                .drill();
        assertThat(broken.procedures().get("rotate-ledger-password").actions())
                .extracting(Procedure.Action::kind)
                .containsExactly("rotate-secret");
        assertThat(whole.procedures().get("rotate-ledger-password").actions()).hasSize(2);
        assertThat(broken.procedures().get("revoke-service-account"))
                .isEqualTo(whole.procedures().get("revoke-service-account"));
        assertThat(broken.inject()).isEqualTo(whole.inject());
    }

    @Test
    void stepsDoNothingInTheFormOfTheirKind() {
        assertThat(step("stolen-sa-token-replay", "steal").params().path("command"))
                .hasToString("[\"true\"]");
        Step request = step("stolen-sa-token-replay", "list-pods");
        assertThat(request.params().path("get").asText()).isEqualTo("/version");
        assertThat(request.params().path("token").asText()).isEqualTo("${steal.token}");
        assertThat(step("rbac-cluster-admin-grab", "bind-it")
                        .params()
                        .path("dryRun")
                        .asBoolean())
                .isTrue();
        Mutant look = named("rbac-cluster-admin-grab", "harmless=role-is-there");
        assertThat(look.premise().apply(Outcomes.of(dev.tocsin.timeline.Verdict.HELD)))
                .isEqualTo("role-is-there only looks");
    }

    private static Step step(String drill, String title) {
        return named(drill, "harmless=" + title).drill().inject().stream()
                .filter(step -> step.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aMutantIsNotAskedForWhatTheUnbrokenDrillDidNotHold() {
        Mutant mutant = named("compromised-node-replace", "leave-out=isolate-node.2-taint");
        Outcome users = Outcomes.of(Verdict.MISSED, missed(Phase.AFTER, "a:9"));
        Outcome control = Outcomes.of(Verdict.HELD, met(Phase.AFTER, "a:9", Duration.ZERO));
        assertThat(mutant.judge(users, control).finding()).isEqualTo(Finding.NOTICED);
        assertThat(mutant.judge(users, users).finding()).isEqualTo(Finding.SURVIVED);
    }
}
