package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes a {@link Procedure} of its file. */
final class ProcedureLoader {
    /** @throws ScenarioException with every mistake in the file */
    Procedure load(Path path) {
        YamlFile file = YamlFile.read(path, path.toString());
        List<Problem> problems = new ArrayList<>(Schemas.procedureCheck().check(file));
        String name = Library.nameOf(path);
        if (problems.isEmpty() && !file.tree().at("/metadata/name").asText().equals(name)) {
            problems.add(file.at("/metadata/name", "The name must be the file's: '" + name + "'."));
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        List<Procedure.Action> actions = new ArrayList<>();
        for (JsonNode node : file.tree().path("actions")) {
            String kind = node.fieldNames().next();
            String pointer = "/actions/" + actions.size() + "/" + kind;
            actions.add(new Procedure.Action(kind, (ObjectNode) node.path(kind), file.keyPosition(pointer)));
        }
        return new Procedure(name, file.tree().at("/metadata/title").asText(), actions);
    }
}
