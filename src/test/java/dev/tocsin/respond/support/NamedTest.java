package dev.tocsin.respond.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class NamedTest {
    private final ObjectNode params = JsonNodeFactory.instance.objectNode();

    @Test
    void aPodIsNamedWholeOrInParts() {
        assertThat(Named.pod(params.deepCopy().put("pod", "dev/build"))).hasToString("dev/build");
        assertThat(Named.pod(params.deepCopy().put("pod", "build").put("namespace", "dev")))
                .hasToString("dev/build");
        assertThatThrownBy(() -> Named.pod(params.deepCopy().put("pod", "build")))
                .hasMessage("'build' is no pod as namespace/name");
    }

    @Test
    void aServiceAccountIsNamedAsAuditRecordsNameItToo() {
        assertThat(Named.of(params.put("serviceAccount", "system:serviceaccount:dev:ci-bot"), "serviceAccount"))
                .isEqualTo(new Named("dev", "ci-bot"));
        assertThatThrownBy(() -> Named.of(params.put("serviceAccount", "system:node:agent-1"), "serviceAccount"))
                .hasMessageContaining("is no serviceAccount as namespace/name");
    }

    @Test
    void linesAreCompleteAsSoonAsTheNameIs() {
        assertThat(Named.lines(params.deepCopy().put("pod", "dev/build"), "pod", "kubectl get -n {ns} pod {name}"))
                .containsExactly("kubectl get -n dev pod build");
    }

    @Test
    void beforeTheAlertComesTheShellSplitsIt() {
        assertThat(Named.lines(
                        params.deepCopy().put("pod", "${alert.about.pod}"), "pod", "kubectl get -n {ns} pod {name}"))
                .containsExactly("pod=${alert.about.pod}   # namespace/name", "kubectl get -n ${pod%/*} pod ${pod#*/}");
    }
}
