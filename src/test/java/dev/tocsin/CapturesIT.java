package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.report.Reports;
import dev.tocsin.timeline.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A credential that a drill captures and uses, in pods, requests and commands, is nowhere in what the drill leaves. */
class CapturesIT {
    private static final String DRILL_FILE = "drills/privilege-escalation/privileged-pod-host-escape.yaml";

    @Test
    void aStolenJoinTokenIsFoundNowhere(@TempDir Path folder) throws Exception {
        String[] token = new String[1];
        Outcome outcome = new Scratch(folder.resolve("scenarios"))
                .replace(DRILL_FILE, "inject:\n", """
                        inject:
                          - id: steal
                            node: {command: [cat, /var/lib/rancher/k3s/server/node-token]}
                            capture: {token: stdout}
                        """)
                .replace(DRILL_FILE, "kind: Deployment\n        metadata: {name: build-cache, namespace: dev}\n", """
                        kind: Deployment
                                metadata: {name: build-cache, namespace: dev, annotations: {note: "${steal.token}"}}
                        """)
                .replace(DRILL_FILE, "  - id: marker-on-the-node\n", """
                          - id: token-in-the-pod
                            node: {command: [sh, -c, "echo $0 $0 | base64 -w0; echo $0", "${steal.token}"]}
                            within: 1s
                          - id: marker-on-the-node
                        """)
                .run((Consumer<Cluster>)
                        cluster -> token[0] = cluster.onNode(List.of("cat", "/var/lib/rancher/k3s/server/node-token"))
                                .stdout()
                                .strip());

        assertThat(outcome.explanation()).isEmpty();
        assertThat(token[0]).startsWith("K10");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Reports reports = new Reports(folder.resolve("reports"));
        reports.add(outcome);
        reports.finish(new PrintStream(said, true));
        assertThat(outcome.toString()).contains("[steal.token]").doesNotContain(token[0]);
        assertThat(said.toString()).doesNotContain(token[0]);
        String base64 = Base64.getEncoder().encodeToString(token[0].getBytes(StandardCharsets.UTF_8));
        try (var files = Files.walk(folder.resolve("reports"))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(token[0])
                        .doesNotContain(base64.substring(0, 60));
            }
        }
    }
}
