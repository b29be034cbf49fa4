package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Network;
import dev.tocsin.cli.Tocsin;
import dev.tocsin.cluster.K3sOptions;
import dev.tocsin.cluster.Leftovers;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.DockerClientFactory;

/** A run that is told to end, at several moments: nothing is left running, the report is there, the exit code says so. */
class InterruptIT {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "told to end with {1} agents when it says: {0}")
    @CsvSource({
        "drill privileged-pod-host-escape, 0, prepare",
        "the cluster's API serves, 0, prepare",
        "open-the-namespace: status=200, 0, inject",
        "responder deleted pod, 0, 'contain,eradicate,recover'",
        "drill privileged-pod-host-escape, 2, prepare",
        "the cluster's API serves, 1, prepare"
    })
    void everythingIsCleanedUpAndReported(String said, int agents, String phases) throws Exception {
        Process run = start(agents);
        awaitSaid(run, said);
        run.destroy();
        assertThat(run.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(TERMINATED);
        assertThat(containersOf(run)).isEmpty();
        assertThat(networksOf(run)).isEmpty();
        JsonNode summary = new ObjectMapper()
                .readTree(folder.resolve("reports/latest/privileged-pod-host-escape.summary.json")
                        .toFile());
        assertThat(summary.path("verdict").asText()).isEqualTo("inconclusive");
        assertThat(summary.path("cause").asText())
                .startsWith("interrupted in phase ")
                .satisfies(cause ->
                        assertThat(List.of(phases.split(","))).contains(cause.replace("interrupted in phase ", "")));
        assertThat(folder.resolve("reports/latest/report.html")).exists();
    }

    @ParameterizedTest(name = "killed with {1} agents when it says: {0}")
    @CsvSource({"the cluster's API serves, 0", "steady state holds, 2", "responder deleted pod, 0"})
    void whatAKilledRunLeavesIsRemovedByTheNext(String said, int agents) throws Exception {
        Process run = start(agents);
        awaitSaid(run, said);
        run.destroyForcibly();
        assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(containersOf(run)).hasSize(1 + agents);
        assertThat(networksOf(run)).hasSize(agents == 0 ? 0 : 1);
        Set<String> volumes = volumesOf(run);
        assertThat(volumes).hasSizeGreaterThan(agents);
        Path temporary = Files.createDirectory(Path.of(
                System.getProperty("java.io.tmpdir"),
                "tocsin-of-" + InetAddress.getLocalHost().getHostName() + "-" + run.pid() + "-1"));
        Leftovers.remove(false);
        assertThat(containersOf(run)).isEmpty();
        assertThat(networksOf(run)).isEmpty();
        assertThat(temporary).doesNotExist();
        assertThat(DockerClientFactory.lazyClient().listVolumesCmd().exec().getVolumes())
                .extracting(InspectVolumeResponse::getName)
                .doesNotContainAnyElementsOf(volumes);
    }

    /** Where its containers keep what they write; Docker made and named them. */
    private static Set<String> volumesOf(Process run) {
        DockerClient docker = DockerClientFactory.lazyClient();
        return containersOf(run).stream()
                .flatMap(name -> docker.inspectContainerCmd(name).exec().getMounts().stream())
                .map(InspectContainerResponse.Mount::getName)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private Process start(int agents) throws IOException {
        Path library = folder.resolve("scenarios");
        new Scratch(library)
                .replace(
                        "drills/privilege-escalation/privileged-pod-host-escape.yaml",
                        "cluster:\n",
                        "cluster:\n  agents: " + agents + "\n");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "-D" + K3sOptions.IMAGE_PROPERTY + "=" + K3sOptions.defaults().image(),
                "-Dtocsin.allure.zip=" + System.getProperty("tocsin.allure.zip"),
                Tocsin.class.getName(),
                "run",
                "privileged-pod-host-escape",
                "--library",
                library.toString());
        builder.directory(folder.toFile());
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private void awaitSaid(Process run, String text) {
        Awaitility.await(text)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .failFast("the run has ended", () -> !run.isAlive())
                .until(() -> Files.readString(folder.resolve("out")).contains(text));
    }

    private static List<String> containersOf(Process run) {
        return DockerClientFactory.lazyClient().listContainersCmd().withShowAll(true).exec().stream()
                .filter(container -> String.valueOf(container.getLabels().get("dev.tocsin.owner"))
                        .endsWith("/" + run.pid()))
                .map(container -> container.getNames()[0])
                .toList();
    }

    private static List<String> networksOf(Process run) {
        return DockerClientFactory.lazyClient().listNetworksCmd().exec().stream()
                .filter(network -> String.valueOf(network.getLabels().get("dev.tocsin.owner"))
                        .endsWith("/" + run.pid()))
                .map(Network::getName)
                .toList();
    }
}
