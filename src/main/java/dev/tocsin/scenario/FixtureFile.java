package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.signal.receive.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a fixture's manifest makes.
 *
 * @param accounts service accounts as {@code namespace/name}, each namespace's own {@code default} included
 * @param pods pods of a fixed name, as {@code namespace/name}
 * @param findings what is wrong with the manifest
 */
record FixtureFile(Set<String> accounts, Set<String> pods, List<Finding> findings) {
    private static final int MOST_REPLICAS = 100;

    private static final Pattern RECEIVER = Pattern.compile("\\$\\{drill\\.receiver\\.([^}]*)}?");
    private static final Set<String> RECEIVERS = receivers();

    private static Set<String> receivers() {
        Set<String> places = new TreeSet<>();
        for (String format : Formats.onClassPath().keySet()) {
            places.addAll(List.of(format, format + ".host", format + ".port", format + ".token"));
        }
        return places;
    }

    static FixtureFile read(Path path) {
        Set<String> accounts = new TreeSet<>();
        Set<String> pods = new TreeSet<>();
        List<Finding> findings = new ArrayList<>();
        try {
            for (YamlFile document : YamlReader.readAll(path.toString(), Files.readAllBytes(path))) {
                findings.addAll(document.findings());
                if (document.isReadable()) {
                    receivers(document, document.tree(), "", findings);
                    look(document, accounts, pods, findings);
                    FixtureText.check(document, path, findings);
                }
            }
        } catch (IOException e) {
            findings.add(new Finding(
                    Check.FILE, new Position(path.toString(), 1, 1), "The file cannot be read: " + e.getMessage(), ""));
        }
        return new FixtureFile(accounts, pods, findings);
    }

    /** Where a detector in the cluster is to report to: there must be a receiver of its format. */
    private static void receivers(YamlFile document, JsonNode node, String pointer, List<Finding> findings) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> receivers(
                            document, entry.getValue(), pointer + "/" + TreeBuilder.escape(entry.getKey()), findings));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                receivers(document, node.path(i), pointer + "/" + i, findings);
            }
        } else if (node.isTextual()) {
            Matcher reference = RECEIVER.matcher(node.asText());
            while (reference.find()) {
                if (!RECEIVERS.contains(reference.group(1))) {
                    findings.add(document.at(
                            Check.UNKNOWN_PLACEHOLDER,
                            pointer,
                            "There is no receiver '" + reference.group(1) + "'."
                                    + Nearest.hint(reference.group(1), RECEIVERS)));
                }
            }
        }
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
