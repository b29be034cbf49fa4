package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.cli.Tocsin;
import dev.tocsin.cluster.K3sOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill that cannot fail is found out, on real clusters, and so is the objective to blame. */
class ProofingIT {
    @TempDir
    private Path folder;

    @Test
    void whatCannotFailIsNamed() throws Exception {
        Path library = folder.resolve("scenarios");
        new Scratch(library).add(Path.of("src/test/resources/proofing-library"));
        Process run = proof(library, "cannot-fail");
        assertThat(run.waitFor(10, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(folder.resolve("out"));
        assertThat(run.exitValue()).as(said).isEqualTo(1);

        Map<String, String> findings = findings();
        assertThat(findings)
                .containsEntry("blind=audit/pod-security-weakened", "noticed")
                .containsEntry("deaf", "noticed")
                .containsEntry("hands-off", "survived")
                .containsEntry("empty=restore-pod-security", "survived")
                .containsEntry("no-rights", "survived")
                .containsEntry("harmless=open-the-namespace", "survived")
                .containsEntry("no-recovery", "not applicable")
                .containsEntry("leave-out=restore-pod-security", "not applicable");
        assertThat(said)
                .contains(
                        "SURVIVED cannot-fail hands-off: contain restore-pod-security: shop-serves is held all the same")
                .contains("cannot-fail.yaml:")
                .contains("8 mutants: 2 noticed, 2 not applicable, 4 survived");
        assertThat(Files.readString(folder.resolve("reports/latest/proofing.html")))
                .contains("cannot-fail", "SURVIVED", "n/a");
    }

    private Map<String, String> findings() throws IOException {
        JsonNode proofing = new ObjectMapper()
                .readTree(folder.resolve("reports/latest/proofing.json").toFile());
        Map<String, String> findings = new TreeMap<>();
        proofing.at("/drills/0/mutants")
                .forEach(one -> findings.put(
                        one.path("mutant").asText(), one.path("finding").asText()));
        return findings;
    }

    private Process proof(Path library, String drill) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-D" + K3sOptions.IMAGE_PROPERTY + "="
                                + K3sOptions.defaults().image(),
                        "-Dtocsin.allure.zip=" + System.getProperty("tocsin.allure.zip"),
                        Tocsin.class.getName(),
                        "proof",
                        drill,
                        "--library",
                        library.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }
}
