package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks a procedure's file, and makes a {@link Procedure} of it. */
final class ProcedureLoader {
    private static final Pattern FIELD = Pattern.compile("\\$\\{alert\\.([^}]+)}");

    private ProcedureLoader() {}

    static List<Finding> check(YamlFile file, String fileName) {
        List<Finding> findings = new ArrayList<>(file.findings());
        if (!file.isReadable()) {
            return findings;
        }
        findings.addAll(Schemas.procedureCheck().check(file));
        JsonNode name = file.tree().at("/metadata/name");
        if (name.isTextual() && !name.asText().equals(fileName)) {
            findings.add(file.at(Check.NAME, "/metadata/name", "The name must be the file's: '" + fileName + "'."));
        }
        return findings;
    }

    /** @throws ScenarioException with every mistake in the file */
    static Procedure load(Path path) {
        YamlFile file = YamlReader.read(path, path.toString());
        String name = Library.nameOf(path);
        List<Finding> findings = check(file, name);
        if (!findings.isEmpty()) {
            throw new ScenarioException(findings);
        }
        List<Procedure.Action> actions = new ArrayList<>();
        for (JsonNode node : file.tree().path("actions")) {
            String kind = node.fieldNames().next();
            String pointer = "/actions/" + actions.size() + "/" + kind;
            actions.add(new Procedure.Action(kind, (ObjectNode) node.path(kind), file.keyPosition(pointer)));
        }
        return new Procedure(name, file.tree().at("/metadata/title").asText(), actions);
    }

    /** The alert's fields that a procedure uses. */
    static Set<String> fields(Procedure procedure) {
        Set<String> fields = new TreeSet<>();
        for (Procedure.Action action : procedure.actions()) {
            Matcher field = FIELD.matcher(action.params().toString());
            while (field.find()) {
                fields.add(field.group(1));
            }
        }
        return fields;
    }
}
