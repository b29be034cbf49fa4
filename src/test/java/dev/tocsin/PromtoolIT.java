package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.OneShotStartupCheckStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/** The library's Prometheus rules and the fixture's configuration, judged by Prometheus' own tool; no cluster. */
class PromtoolIT {
    private static final String IMAGE = "prom/prometheus:v3.16.0";
    private static final Path RULES = Path.of("scenarios/rules/metrics");

    @Test
    void everyRuleFiresForWhatItIsForAndNotForWhatLooksAlike() throws Exception {
        Path tests = Path.of("src/test/resources/promtool");
        try (var files = Files.list(RULES)) {
            for (Path file : files.toList()) {
                String own = file.getFileName().toString().replaceAll("\\.ya?ml$", "");
                assertThat(promtool("check", "rules", "/t/rules/" + file.getFileName()))
                        .contains("SUCCESS");
                assertThat(tests.resolve(own + ".test.yml"))
                        .as("tests of " + file)
                        .exists();
                assertThat(promtool("test", "rules", "/t/" + own + ".test.yml")).contains("SUCCESS");
            }
        }
        assertThat(untested()).isEmpty();
    }

    /** The alerts that fire in no test. */
    private static List<String> untested() throws Exception {
        StringBuilder tests = new StringBuilder();
        try (var files = Files.list(Path.of("src/test/resources/promtool"))) {
            for (Path file : files.toList()) {
                tests.append(Files.readString(file));
            }
        }
        StringBuilder rules = new StringBuilder();
        try (var files = Files.list(RULES)) {
            for (Path file : files.toList()) {
                rules.append(Files.readString(file));
            }
        }
        return Pattern.compile("- alert: (\\w+)")
                .matcher(rules)
                .results()
                .map(found -> found.group(1))
                .filter(alert -> !tests.toString().contains("alertname: " + alert + "\n        exp_alerts:\n"))
                .toList();
    }

    @Test
    void theFixturesConfigurationIsPrometheusOwn() throws Exception {
        KubernetesSerialization yaml = new KubernetesSerialization();
        List<HasMetadata> items = yaml.unmarshal(Files.readString(Path.of("scenarios/fixtures/metrics.yaml")));
        ConfigMap config = items.stream()
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .filter(map -> map.getMetadata().getName().equals("prometheus"))
                .findFirst()
                .orElseThrow();
        try (GenericContainer<?> container = container("check", "config", "/etc/prometheus/prometheus.yml")) {
            config.getData()
                    .forEach((name, text) ->
                            container.withCopyToContainer(Transferable.of(text), "/etc/prometheus/" + name));
            for (String secret : List.of("token", "ca.crt")) {
                container.withCopyToContainer(
                        Transferable.of("x"), "/var/run/secrets/kubernetes.io/serviceaccount/" + secret);
            }
            container.start();
            assertThat(container.getLogs()).contains("SUCCESS").doesNotContain("FAILED");
        }
    }

    private static String promtool(String... command) {
        try (GenericContainer<?> container = container(command)) {
            container.withCopyToContainer(MountableFile.forHostPath(RULES), "/t/rules");
            container.withCopyToContainer(MountableFile.forHostPath("src/test/resources/promtool"), "/t");
            container.start();
            return container.getLogs();
        }
    }

    private static GenericContainer<?> container(String... command) {
        return new GenericContainer<>(IMAGE)
                .withCreateContainerCmdModifier(create -> create.withEntrypoint("promtool"))
                .withCommand(command)
                .withTmpFs(Map.of("/tmp", "")) // promtool keeps its test's series there
                .withStartupCheckStrategy(new OneShotStartupCheckStrategy());
    }
}
