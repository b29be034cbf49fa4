package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks that the accounts and pods that steps use are there: made by a fixture of the drill, or by a step. */
final class Identities {
    private final YamlFile file;
    private final Set<String> accounts = new TreeSet<>();
    private final Set<String> pods = new TreeSet<>();
    private final List<Finding> findings = new ArrayList<>();

    private Identities(YamlFile file) {
        this.file = file;
    }

    static List<Finding> check(Library library, YamlFile file) {
        Identities identities = new Identities(file);
        if (file.tree().has("cluster") && !file.tree().at("/cluster/fixtures").isArray()) {
            return List.of(); // said elsewhere
        }
        for (JsonNode name : file.tree().at("/cluster/fixtures")) {
            FixtureFile fixture = library.fixtureFile(name.asText());
            if (fixture == null) {
                return List.of(); // said elsewhere, and what it makes is not known
            }
            identities.accounts.addAll(fixture.accounts());
            identities.pods.addAll(fixture.pods());
        }
        identities.made(file.tree());
        identities.look(file.tree(), "");
        return identities.findings;
    }

    /** What steps create. */
    private void made(JsonNode node) {
        JsonNode object = node.path("object");
        String name = object.at("/metadata/namespace").asText() + "/"
                + object.at("/metadata/name").asText();
        switch (object.path("kind").asText()) {
            case "ServiceAccount" -> accounts.add(name);
            case "Pod" -> pods.add(name);
            default -> {}
        }
        node.forEach(this::made);
    }

    private void look(JsonNode node, String pointer) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                look(node.path(i), pointer + "/" + i);
            }
            return;
        }
        if (!node.isObject() || pointer.endsWith("/object") || pointer.endsWith("/merge")) {
            return; // inside a Kubernetes object the words mean something else
        }
        node.properties().forEach(entry -> {
            String child = pointer + "/" + TreeBuilder.escape(entry.getKey());
            if (entry.getValue().isTextual()) {
                name(entry.getKey(), entry.getValue().asText(), child);
            } else {
                look(entry.getValue(), child);
            }
        });
    }

    private void name(String key, String value, String pointer) {
        if (!value.matches("[-a-z0-9]+/[-a-z0-9.]+")) {
            return;
        }
        if (key.equals("as") && !accounts.contains(value)) {
            findings.add(file.at(
                    Check.UNKNOWN_ACCOUNT,
                    pointer,
                    "No fixture of this drill makes the service account '" + value + "'."
                            + Nearest.hint(value, accounts)));
        }
        if ((key.equals("pod") || key.equals("from")) && !pods.contains(value)) {
            findings.add(file.at(
                    Check.UNKNOWN_POD,
                    pointer,
                    "No fixture or step of this drill makes the pod '" + value + "'." + Nearest.hint(value, pods)));
        }
    }
}
