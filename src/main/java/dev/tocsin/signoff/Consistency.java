package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a statement is whole and agrees with itself: who signs it may err, or lie. */
final class Consistency {
    private static final String SCHEMA = "/schema/signoff-record-v1.schema.json";

    private Consistency() {}

    /** @return the statement; missing if it is none */
    static JsonNode read(byte[] payload, List<String> findings) {
        JsonNode statement;
        try {
            statement = StrictJson.read(payload);
        } catch (IOException e) {
            findings.add("The statement is not JSON: " + e.getMessage() + ".");
            return MissingNode.getInstance();
        }
        for (Error error : schema().validate(statement.toString(), InputFormat.JSON)) {
            findings.add("The statement has not its form at " + error.getInstanceLocation() + ": " + error.getMessage()
                    + ".");
        }
        if (findings.isEmpty()) {
            agrees(statement, findings);
        }
        return statement;
    }

    private static void agrees(JsonNode statement, List<String> findings) {
        JsonNode predicate = statement.path("predicate");
        JsonNode own = predicate.path(Statement.OWN);
        JsonNode drills = own.path("drills");
        ObjectNode result = StrictJson.MAPPER.createObjectNode();
        JsonNode gameDay = own.path("gameday");
        Statement.result(result, drills, gameDay);
        result.fieldNames().forEachRemaining(key -> {
            if (!result.path(key).equals(predicate.path(key))) {
                findings.add("'" + key + "' does not agree with the drills: " + predicate.path(key) + ", by them "
                        + result.path(key) + ".");
            }
        });
        if (!Headline.of(drills, gameDay).equals(own.path("headline").asText())
                || Headline.held(drills, gameDay) != own.path("held").asBoolean()) {
            findings.add("The headline '" + own.path("headline").asText() + "' does not agree with the drills: "
                    + Headline.of(drills, gameDay) + ".");
        }
        Set<String> subjects = new HashSet<>();
        for (JsonNode subject : statement.path("subject")) {
            if (!subjects.add(subject.path("name").asText())) {
                findings.add("The evidence file " + subject.path("name").asText() + " is listed twice.");
            }
        }
        for (JsonNode drill : drills) {
            drill(drill, subjects, findings);
        }
    }

    private static void drill(JsonNode drill, Set<String> subjects, List<String> findings) {
        String name = drill.path("name").asText();
        List<String> needed = new ArrayList<>(List.of(name + ".summary.json", name + ".svg"));
        boolean scenario = false;
        for (JsonNode file : drill.path("files")) {
            scenario |= file.path("kind").asText().equals("scenario");
        }
        if (!scenario) {
            findings.add("The drill " + name + " does not say which scenario it was run from.");
        }
        for (String file : needed) {
            if (!subjects.contains(file)) {
                findings.add(
                        "The record of drill " + name + " is not complete: " + file + " is not among its evidence.");
            }
        }
        if (drill.path("verdict").asText().equals("held")) {
            for (JsonNode objective : drill.path("objectives")) {
                if (!objective.path("verdict").asText().equals("held")) {
                    findings.add("The drill " + name + " is said to be held, but its objective '"
                            + objective.path("title").asText() + "' is "
                            + objective.path("verdict").asText() + ".");
                }
            }
        }
    }

    private static Schema schema() {
        try (InputStream in = Consistency.class.getResourceAsStream(SCHEMA)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(StrictJson.MAPPER.readTree(in).toString(), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(SCHEMA, e);
        }
    }
}
