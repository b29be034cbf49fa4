package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a fixture's manifest makes.
 *
 * @param accounts service accounts as {@code namespace/name}, each namespace's own {@code default} included
 * @param pods pods of a fixed name, as {@code namespace/name}
 * @param findings what is wrong with the manifest
 */
record FixtureFile(Set<String> accounts, Set<String> pods, List<Finding> findings) {
    private static final int MOST_REPLICAS = 100;

    static FixtureFile read(Path path) {
        Set<String> accounts = new TreeSet<>();
        Set<String> pods = new TreeSet<>();
        List<Finding> findings = new ArrayList<>();
        try {
            for (YamlFile document : YamlReader.readAll(path.toString(), Files.readAllBytes(path))) {
                findings.addAll(document.findings());
                if (document.isReadable()) {
                    look(document, accounts, pods, findings);
                }
            }
        } catch (IOException e) {
            findings.add(new Finding(
                    Check.FILE, new Position(path.toString(), 1, 1), "The file cannot be read: " + e.getMessage(), ""));
        }
        return new FixtureFile(accounts, pods, findings);
    }

    private static void look(YamlFile document, Set<String> accounts, Set<String> pods, List<Finding> findings) {
        JsonNode object = document.tree();
        if (!object.isObject()) {
            findings.add(document.at(Check.WRONG_TYPE, "", "Expected a Kubernetes object."));
            return;
        }
        for (String key : List.of("apiVersion", "kind", "metadata")) {
            if (!object.has(key)) {
                findings.add(document.at(
                        Check.MISSING_KEY, "", "The key '" + key + "' is missing: every Kubernetes object has it."));
            }
        }
        names(object, accounts, pods);
    }

    /** Adds the accounts and pods that an object brings, by the names that they will have. */
    static void names(JsonNode object, Set<String> accounts, Set<String> pods) {
        String name = object.at("/metadata/name").asText();
        String namespace = object.at("/metadata/namespace").asText("default");
        switch (object.path("kind").asText()) {
            case "Namespace" -> accounts.add(name + "/default");
            case "ServiceAccount" -> accounts.add(namespace + "/" + name);
            case "Pod" -> pods.add(namespace + "/" + name);
            case "StatefulSet" -> {
                for (int i = 0; i < Math.min(object.at("/spec/replicas").asInt(1), MOST_REPLICAS); i++) {
                    pods.add(namespace + "/" + name + "-" + i);
                }
            }
            default -> {}
        }
    }
}
