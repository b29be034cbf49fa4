package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Compares a record with a run's folder. No file is opened by a name that only the record says. */
final class EvidenceCheck {
    private EvidenceCheck() {}

    static void compare(JsonNode statement, RunFiles run, List<String> findings) {
        JsonNode recorded = statement.at("/predicate/" + Statement.OWN + "/drills");
        JsonNode gameDay = statement.at("/predicate/" + Statement.OWN + "/gameday");
        List<String> known = run.names();
        List<String> drills = new ArrayList<>();
        recorded.forEach(drill -> {
            if (known.contains(drill.path("name").asText())) {
                drills.add(drill.path("name").asText());
            }
        });
        SortedMap<String, String> found = run.evidence(drills, gameDay.isObject());
        Set<String> expected = new LinkedHashSet<>();
        int before = findings.size();
        for (JsonNode subject : statement.path("subject")) {
            String file = subject.path("name").asText();
            String sha256 = subject.path("digest").path("sha256").asText();
            expected.add(file);
            if (!found.containsKey(file)) {
                findings.add("missing: " + file + " (SHA-256 " + sha256 + ")");
            } else if (!found.get(file).equals(sha256)) {
                findings.add("changed: " + file + ": expected SHA-256 " + sha256 + ", found " + found.get(file));
            }
        }
        for (Map.Entry<String, String> file : found.entrySet()) {
            if (!expected.contains(file.getKey())) {
                findings.add("extra: " + file.getKey() + " (SHA-256 " + file.getValue() + ") is not in the record");
            }
        }
        if (findings.size() == before) {
            ArrayNode made = StrictJson.MAPPER.createArrayNode();
            run.drills(drills).forEach(drill -> made.add(DrillEntry.of(drill)));
            differences("drills", recorded, made, findings);
            if (gameDay.isObject()) {
                differences("gameday", gameDay, run.gameDay(), findings);
            }
        }
    }

    /** Where two trees differ, by place: a record may say other than the evidence that it lists. */
    static void differences(String place, JsonNode recorded, JsonNode found, List<String> findings) {
        if (recorded.equals(found) || isSameNumber(recorded, found)) {
            return;
        }
        if (recorded.isObject() && found.isObject()) {
            Set<String> keys = new LinkedHashSet<>();
            recorded.fieldNames().forEachRemaining(keys::add);
            found.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> differences(place + "/" + key, recorded.path(key), found.path(key), findings));
        } else if (recorded.isArray() && found.isArray() && recorded.size() == found.size()) {
            for (int i = 0; i < recorded.size(); i++) {
                differences(place + "/" + i, recorded.get(i), found.get(i), findings);
            }
        } else {
            findings.add("differs: " + place + ": the record says " + shortened(recorded) + ", its evidence "
                    + shortened(found));
        }
    }

    /** A number is what it is worth: 0.0 milliseconds of a summary are written as 0 into a record. */
    private static boolean isSameNumber(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber() && one.decimalValue().compareTo(other.decimalValue()) == 0;
    }

    private static String shortened(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() <= 120 ? text : text.substring(0, 117) + "...";
    }
}
