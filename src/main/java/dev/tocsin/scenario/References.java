package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Checks that what a drill names exists, and that what it demands can come about. */
final class References {
    private final Library library;
    private final List<Problem> problems;

    References(Library library, List<Problem> problems) {
        this.library = library;
        this.problems = problems;
    }

    void check(YamlFile file, String fileName) {
        JsonNode tree = file.tree();
        if (!tree.at("/metadata/name").asText().equals(fileName)) {
            problems.add(file.at("/metadata/name", "The name must be the file's: '" + fileName + "'."));
        }
        each(
                tree,
                "/cluster/fixtures",
                "",
                (pointer, name) ->
                        exists(file, pointer, name, library::fixture, "fixture", library.namesIn("fixtures")));
        each(
                tree,
                "/detect",
                "/rule",
                (pointer, name) -> exists(file, pointer, name, library::rule, "rule", library.namesIn("rules")));
        List<String> raised = new ArrayList<>();
        tree.path("detect").forEach(node -> raised.add(node.path("rule").asText()));
        for (String phase : List.of("/contain", "/eradicate", "/recover")) {
            each(
                    tree,
                    phase,
                    "/procedure",
                    (pointer, name) -> exists(
                            file, pointer, name, library::procedure, "procedure", library.namesIn("procedures")));
            each(tree, phase, "/on", (pointer, rule) -> {
                if (!raised.contains(rule)) {
                    problems.add(file.at(
                            pointer,
                            "No detection of this drill raises '" + rule + "', so nothing would trigger this."
                                    + Nearest.hint(rule, raised)));
                }
            });
            for (int i = 0; i < tree.at(phase).size(); i++) {
                JsonNode response = tree.at(phase).get(i);
                if (response.has("procedure") != response.has("on")) {
                    problems.add(file.at(
                            phase + "/" + i,
                            "A procedure needs the alert that triggers it: give both 'procedure' and 'on'."));
                }
            }
        }
    }

    private interface Named {
        void check(String pointer, String name);
    }

    private static void each(JsonNode tree, String list, String key, Named named) {
        for (int i = 0; i < tree.at(list).size(); i++) {
            String pointer = list + "/" + i + key;
            if (tree.at(pointer).isTextual()) {
                named.check(pointer, tree.at(pointer).asText());
            }
        }
    }

    private void exists(
            YamlFile file, String pointer, String name, Function<String, Path> place, String what, List<String> known) {
        Path path = place.apply(name).normalize();
        if (!path.startsWith(library.root().normalize()) || !Files.isRegularFile(path)) {
            problems.add(file.at(pointer, "There is no " + what + " '" + name + "'." + Nearest.hint(name, known)));
        }
    }
}
