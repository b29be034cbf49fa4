package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Raised;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A detector in the drill's own cluster reports here, by the address and the token that its fixture asks for. */
class ReceiverIT {
    private static final String DRILL = "drills/privilege-escalation/privileged-pod-host-escape.yaml";
    private static final String REPORTER = """
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: falco, namespace: dev}
            spec:
              terminationGracePeriodSeconds: 0
              containers:
                - name: main
                  image: tocsin/shop:1
                  imagePullPolicy: IfNotPresent
                  command: [sleep, "3600"]
                  env:
                    - {name: URL, value: "${drill.receiver.falco}"}
                    - {name: HOST, value: "${drill.receiver.falco.host}"}
                    - {name: PORT, value: "${drill.receiver.falco.port}"}
                    - {name: TOKEN, value: "${drill.receiver.falco.token}"}
            """;

    @TempDir
    private Path folder;

    private static String report(String rule, String to) {
        return "curl -fsS -m 5 " + to + " -d '{\"rule\":\"" + rule
                + "\",\"time\":\"'$(date -u +%FT%TZ)'\",\"priority\":\"Critical\","
                + "\"output\":\"o\",\"hostname\":\"server\",\"output_fields\":{\"k8s.ns.name\":\"dev\",\"k8s.pod.name\":\"build-cache\"}}'";
    }

    private static String step(String command) {
        return "  - exec: {as: dev/ci-bot, pod: dev/falco, command: [sh, -c, '" + command.replace("'", "''") + "']}\n"
                + "    expect: {exitCode: 0}\n";
    }

    @Test
    void itsAlertsAreTheDrillsAndTheTokenIsNowhere() {
        Outcome outcome = new Scratch(folder.resolve("scenarios"))
                .replace(
                        "fixtures/foothold.yaml",
                        "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ci-bot",
                        REPORTER + "---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ci-bot")
                .replace("fixtures/foothold.yaml", "resources: [pods]", "resources: [pods, pods/exec]")
                .replace(
                        DRILL,
                        "detect:\n",
                        step(report("Drop and execute new binary in container", "$URL"))
                                + step(report("Drop and execute new binary in container", "$URL"))
                                + step(report(
                                        "Terminal shell in container",
                                        "-H \"Authorization: Bearer $TOKEN\" http://$HOST:$PORT/"))
                                + "detect:\n"
                                + "  - {rule: runtime/drop-and-execute-new-binary-in-container, within: 20s, about: {pod: dev/build-cache}}\n")
                .run();

        assertThat(outcome.verdict()).as(outcome.explanation()).isNotEqualTo(Verdict.INCONCLUSIVE);
        Result dropped = outcome.results().stream()
                .filter(result -> result.objective().title().contains("drop-and-execute"))
                .findFirst()
                .orElseThrow();
        assertThat(dropped.verdict()).isEqualTo(Verdict.HELD);
        assertThat(dropped.explanation()).contains("dev/build-cache");
        assertThat(outcome.raised()).extracting(Raised::rule).contains("runtime/terminal-shell-in-container");
        assertThat(outcome.facts())
                .anyMatch(fact -> fact.text().startsWith("nodes reach the receiver of falco at "))
                .anyMatch(fact -> fact.text().startsWith("falco: 3 requests taken"));
        assertThat(outcome.facts()).noneMatch(fact -> fact.toString().matches("(?s).*Bearer [A-Za-z0-9_-]{20}.*"));
        assertThat(outcome.evidence())
                .filteredOn(one -> one.content().contains("drill.receiver"))
                .isNotEmpty();
    }
}
