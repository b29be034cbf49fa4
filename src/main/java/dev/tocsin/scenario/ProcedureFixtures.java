package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Action;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fixtures that a procedure's actions name: what is to be put back is declared there. */
final class ProcedureFixtures {
    private ProcedureFixtures() {}

    static void check(YamlFile file, Path procedure, List<Finding> findings) {
        for (int i = 0; i < file.tree().path("actions").size(); i++) {
            String pointer = "/actions/" + i;
            named(file.tree().at(pointer)).forEach((parameter, name) -> {
                if (!Files.isRegularFile(path(procedure, name))) {
                    findings.add(file.at(
                            Check.UNKNOWN_FIXTURE,
                            pointer + parameter,
                            "There is no " + name + ".yaml in the library."));
                }
            });
        }
    }

    /** Each by the name under which the procedure has it. */
    static Map<String, String> texts(YamlFile file, Path procedure) {
        Map<String, String> texts = new TreeMap<>();
        names(file).forEach(name -> {
            try {
                texts.put(name, Files.readString(path(procedure, name)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return texts;
    }

    /** As the procedure has them: {@code fixtures/shop}. */
    static Set<String> names(YamlFile file) {
        Set<String> names = new TreeSet<>();
        file.tree().path("actions").forEach(action -> names.addAll(named(action).values()));
        return names;
    }

    /** By the JSON pointers of the parameters. */
    private static Map<String, String> named(JsonNode action) {
        Map<String, String> named = new TreeMap<>();
        for (String kind : ProcedureLoader.kindsOf(action)) {
            Action known = Kinds.onClassPath().actions().get(kind);
            if (known != null && action.path(kind) instanceof ObjectNode params) {
                Named.fixtures(known, params).forEach((pointer, name) -> named.put("/" + kind + pointer, name));
            }
        }
        return named;
    }

    private static Path path(Path procedure, String name) {
        return procedure.toAbsolutePath().getParent().resolveSibling(name + ".yaml");
    }
}
