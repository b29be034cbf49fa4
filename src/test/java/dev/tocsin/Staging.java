package dev.tocsin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.cli.Tocsin;
import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import io.fabric8.kubernetes.api.model.NamedContextBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A cluster that others use too: a k3s with some of their things in it, and a kubeconfig of contexts for it. */
final class Staging implements AutoCloseable {
    static final String CONTEXT = "staging";
    private static final List<String> OF_THE_SERVER =
            List.of("resourceVersion", "managedFields", "generation", "annotations");
    private final K3sCluster cluster = K3sCluster.start(K3sOptions.defaults());
    private final KubernetesClient admin = Access.patientClient(cluster.admin());
    private final Path folder;

    Staging(Path folder) throws IOException {
        this.folder = folder;
        cluster.awaitOwnObjects();
        write(CONTEXT, cluster.kubeconfig());
        apply("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: team}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: theirs, namespace: team}
                data: {of: the team}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: theirs, namespace: team}
                stringData: {password: not-for-drills}
                """);
    }

    KubernetesClient admin() {
        return admin;
    }

    K3sCluster cluster() {
        return cluster;
    }

    Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    /** Adds a context of this name for whoever the kubeconfig's is. */
    void write(String context, String kubeconfig) throws IOException {
        var config = KubeConfigUtils.parseConfigFromString(kubeconfig);
        config.setContexts(List.of(new NamedContextBuilder(config.getContexts().get(0))
                .withName(context)
                .build()));
        config.setCurrentContext(context);
        Files.writeString(folder.resolve("kubeconfig"), Serialization.asYaml(config));
    }

    void apply(String manifest) {
        admin.load(new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(item -> admin.resource(item).createOr(one -> one.update()));
    }

    /**
     * Every object that people or controllers make, by what it says; what clusters write by themselves, when they come to it, is
     * not: k3s tells its DNS of nodes in that ConfigMap.
     */
    Map<String, String> inventory() throws IOException {
        K3sCluster.CommandResult listed = cluster.onNode(List.of(
                "sh",
                "-c",
                "kubectl get -A -o json $(kubectl api-resources --verbs=list -o name"
                        + " | grep -vE '^(events|leases|nodes|componentstatuses|addons)([.]|$)' | paste -sd, -)"));
        if (listed.exitCode() != 0) {
            throw new IOException("no inventory: " + listed.stderr());
        }
        Map<String, String> all = new TreeMap<>();
        for (JsonNode item : new ObjectMapper().readTree(listed.stdout()).path("items")) {
            ObjectNode object = item.deepCopy();
            object.remove("status");
            ((ObjectNode) object.path("metadata")).remove(OF_THE_SERVER);
            if (item.at("/metadata/name").asText().equals("coredns")
                    && item.path("kind").asText().equals("ConfigMap")) {
                continue;
            }
            all.put(
                    item.path("kind").asText() + " "
                            + item.at("/metadata/namespace").asText() + "/"
                            + item.at("/metadata/name").asText(),
                    Integer.toHexString(object.toString().hashCode()));
        }
        return all;
    }

    /** As a user would, in a process of its own; what it says goes to the file {@code out}. */
    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dtocsin.allure.zip=" + System.getProperty("tocsin.allure.zip"),
                Tocsin.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    /** @return the exit code */
    int run(String... arguments) throws IOException, InterruptedException {
        Process run = start(arguments);
        if (!run.waitFor(240, TimeUnit.SECONDS)) {
            run.destroyForcibly();
            throw new IllegalStateException("It did not end: " + said());
        }
        return run.exitValue();
    }

    String said() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    @Override
    public void close() {
        admin.close();
        cluster.close();
    }
}
