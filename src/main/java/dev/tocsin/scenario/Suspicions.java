package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.step.Kinds;
import java.util.ArrayList;
import java.util.List;

/** What is legal in a drill and yet makes it prove less than it seems to. */
final class Suspicions {
    private static final String SCHEMA_LINE = "# yaml-language-server: $schema=";

    private Suspicions() {}

    static List<Finding> check(YamlFile file) {
        List<Finding> findings = new ArrayList<>();
        JsonNode tree = file.tree();
        if (!tree.isObject()) {
            return findings;
        }
        if (!file.text().startsWith(SCHEMA_LINE)) {
            findings.add(new Finding(
                    Check.SCHEMA_LINE,
                    new Position(file.name(), 1, 1),
                    "The first line does not point editors to the schema. Begin with '" + SCHEMA_LINE
                            + "../../../src/main/resources/schema/drill-v1.schema.json'.",
                    ""));
        }
        missing(
                file,
                findings,
                "/steady",
                Check.NO_STEADY,
                "Nothing watches what users can do meanwhile. Add 'steady'.");
        // A fault that heals by itself has nobody behind it who would have to be stopped.
        if (!tree.path("eradicate").isEmpty() || tree.path("recover").isEmpty()) {
            missing(file, findings, "/contain", Check.NO_CONTAINMENT, "Nothing has to stop the attack. Add 'contain'.");
        }
        missing(file, findings, "/recover", Check.NO_RECOVERY, "Nothing shows that all is well again. Add 'recover'.");
        if (tree.path("metadata").isObject()) {
            missing(file, findings, "/metadata/techniques", Check.NO_TECHNIQUE, "No ATT&CK technique is named.");
            missing(file, findings, "/metadata/covers", Check.NO_LINE, "No line of the guide is covered.");
        }
        for (int i = 0; i < tree.path("inject").size(); i++) {
            if (expectsNothing(tree.path("inject").path(i))) {
                findings.add(file.at(
                        Check.NO_EXPECTATION, "/inject/" + i, "Nothing shows whether this step worked. Add 'expect'."));
            }
        }
        for (int i = 0; i < tree.path("contain").size(); i++) {
            JsonNode prove = tree.path("contain").path(i).path("prove");
            boolean holds = false;
            for (JsonNode proof : prove) {
                holds |= proof.has("hold");
            }
            if (!prove.isEmpty() && !holds) {
                findings.add(file.at(
                        Check.NO_HOLD,
                        "/contain/" + i + "/prove",
                        "A moment's quiet is no containment. Give a proof a 'hold'."));
            }
        }
        return findings;
    }

    /** Neither does the step say what shows that it worked, nor does its kind. */
    private static boolean expectsNothing(JsonNode step) {
        return step.isObject()
                && step.path("expect").isEmpty()
                && Kinds.onClassPath().steps().entrySet().stream()
                        .filter(kind -> step.has(kind.getKey()))
                        .anyMatch(kind -> Schemas.expects(kind.getValue()).isEmpty());
    }

    private static void missing(YamlFile file, List<Finding> findings, String pointer, Check check, String message) {
        if (file.tree().at(pointer).isEmpty()) {
            findings.add(file.at(check, pointer, message));
        }
    }
}
