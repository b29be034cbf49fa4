package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Named;
import dev.tocsin.step.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks that the accounts and pods that steps use are there: made by a fixture of the drill, or by a step. */
final class Identities {
    private static final String NAME = "[-a-z0-9]+/[-a-z0-9.]+";
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
        StepNodes.each(file, (kind, params, pointer) -> identities.made(kind.makes(params)));
        StepNodes.each(file, identities::named);
        return identities.findings;
    }

    private void made(@org.jspecify.annotations.Nullable JsonNode object) {
        if (object != null) {
            FixtureFile.names(object, accounts, pods);
        }
    }

    private void named(StepKind kind, ObjectNode params, String at) {
        unknown(Named.accounts(kind, params), accounts)
                .forEach((pointer, name) -> findings.add(file.at(
                        Check.UNKNOWN_ACCOUNT,
                        at + pointer,
                        "No fixture of this drill makes the service account '" + name + "'."
                                + Nearest.hint(name, accounts))));
        unknown(Named.pods(kind, params), pods)
                .forEach((pointer, name) -> findings.add(file.at(
                        Check.UNKNOWN_POD,
                        at + pointer,
                        "No fixture or step of this drill makes the pod '" + name + "'." + Nearest.hint(name, pods))));
    }

    /** A name with a {@code ${...}} in it is known only later. */
    private static Map<String, String> unknown(Map<String, String> named, Set<String> known) {
        named.values().removeIf(name -> !name.matches(NAME) || known.contains(name));
        return named;
    }
}
