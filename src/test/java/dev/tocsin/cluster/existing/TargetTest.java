package dev.tocsin.cluster.existing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
    @TempDir
    Path folder;

    private Target target(String context, String cluster, String server, String deny) throws Exception {
        Path file = Files.writeString(
                folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: %s, cluster: {server: "%s"}}]
                users: [{name: me, user: {token: secret}}]
                contexts: [{name: %s, context: {cluster: %s, user: me}}, {name: other, context: {cluster: %s, user: me}}]
                current-context: other
                """.formatted(cluster, server, context, cluster, cluster));
        return Target.of(file.toString(), context, deny, "").orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "prod, c1, https://a:6443, context 'prod'",
        "eu-production-2, c1, https://a:6443, context 'eu-production-2'",
        "staging, PRD_eu, https://a:6443, cluster 'PRD_eu'",
        "staging, c1, https://api.live.example.com, server 'https://api.live.example.com'"
    })
    void productionIsDeniedByAnyOfItsNames(String context, String cluster, String server, String what)
            throws Exception {
        Target target = target(context, cluster, server, "");
        assertThatThrownBy(target::access)
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("The " + what + " is on the deny list");
    }

    @ParameterizedTest
    @CsvSource({
        "staging, c1, https://a:6443, ''",
        "reproduction, delivery, https://olive.example.com, ''",
        "prod-like, c1, https://a:6443, ^prod$"
    })
    void othersAreNot(String context, String cluster, String server, String deny) throws Exception {
        assertThat(target(context, cluster, server, deny).access().getMasterUrl())
                .startsWith(server);
    }

    @Test
    void theListNamesRegularExpressions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.of("", "staging", "(", ""))
                .withMessageContaining("'(' in 'deny' is not a regular expression");
    }

    @Test
    void aContextMustBeNamed() {
        assertThat(Target.of("", "", "", "")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Target.of("some/file", "", "", ""))
                .withMessageContaining("'kubeconfig' is given and 'context' is not");
    }

    @Test
    void aContextThatIsNotThereIsRefusedWithThoseThatAre() throws Exception {
        target("staging", "c1", "https://a:6443", "");
        Target elsewhere = Target.of(folder.resolve("kubeconfig").toString(), "stagin", "", "")
                .orElseThrow();
        assertThatThrownBy(elsewhere::access)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("It has staging, other.");
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        Target nowhere =
                Target.of(folder.resolve("none").toString(), "staging", "", "").orElseThrow();
        assertThatThrownBy(nowhere::access).isInstanceOf(Refused.class).hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @CsvSource({
        "'', kubernetes/audit/audit.log",
        "/var/log/kube/audit.log, kube/audit.log",
        "/kube/audit.log, kube/audit.log",
        "audit.log, audit.log"
    })
    void theAuditLogLiesBelowVarLog(String given, String path) {
        assertThat(Target.of("", "staging", "", given).orElseThrow().auditLog()).isEqualTo(path);
        assertThatIllegalArgumentException().isThrownBy(() -> Target.of("", "staging", "", "../shadow"));
    }
}
