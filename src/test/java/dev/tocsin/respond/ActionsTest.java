package dev.tocsin.respond;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Action;
import dev.tocsin.step.Kinds;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every action says of itself. */
class ActionsTest {
    private static final Set<String> VERBS =
            Set.of("get", "list", "create", "update", "patch", "delete", "bind", "escalate");
    /** Names that Falco Talon has for the same. */
    private static final Set<String> TALON = Set.of(
            "terminate", "label", "annotation", "networkpolicy", "exec", "script", "log", "delete", "cordon", "drain");

    static Stream<Action> actions() {
        return Kinds.onClassPath().actions().values().stream();
    }

    private static ObjectNode example(Action action) {
        return action.schema().withObject("/x-example").withObject("/" + action.name());
    }

    @Test
    void talonsNamesAreKept() {
        assertThat(Kinds.onClassPath().actions()).containsKeys(TALON.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void itNeedsNoMoreThanItSays(Action action) {
        List<PolicyRule> needs = action.needs(example(action));
        assertThat(needs).allSatisfy(rule -> {
            assertThat(rule.getVerbs()).isNotEmpty().isSubsetOf(VERBS);
            assertThat(rule.getResources()).hasSize(1).noneMatch(one -> one.contains("*"));
            assertThat(rule.getApiGroups()).hasSize(1).noneMatch(one -> one.contains("*"));
            assertThat(rule.getResources()).as("nobody reads a Secret").satisfies(resources -> {
                if (resources.contains("secrets")) {
                    assertThat(rule.getVerbs()).doesNotContain("get", "list");
                }
            });
            if (rule.getVerbs().contains("create")
                    && !rule.getResources().get(0).contains("/")) {
                assertThat(rule.getResourceNames())
                        .as("a name does not limit what is created")
                        .isNullOrEmpty();
            }
        });
        // No right twice: each rule of its own resource, or for a name of its own.
        assertThat(needs.stream().map(rule -> List.of(rule.getResources(), rule.getResourceNames(), rule.getVerbs())))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void escalationIsLimitedToOneRole(Action action) {
        assertThat(action.needs(example(action)).stream()
                        .filter(rule -> rule.getVerbs().contains("bind")
                                || rule.getVerbs().contains("escalate")))
                .allSatisfy(rule -> assertThat(rule.getResourceNames()).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void itSaysItselfAsCommands(Action action) {
        assertThat(action.kubectl(example(action))).isNotEmpty().allSatisfy(line -> assertThat(line)
                .isNotBlank()
                .doesNotContain("{ns}", "{name}", " null ", "\n")
                .doesNotContain("  -n "));
    }

    @Test
    void actionsOnTheSamePodDoNotActAtOnceWhateverTheirParametersAreCalled() {
        Map<String, Action> actions = Kinds.onClassPath().actions();
        ObjectNode whole = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("pod", "dev/build");
        ObjectNode parts = whole.objectNode().put("namespace", "dev").put("pod", "build");
        assertThat(actions.get("quarantine").target(whole))
                .isEqualTo(actions.get("terminate").target(parts))
                .isEqualTo(actions.get("evict").target(whole));
    }
}
