package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.signal.receive.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Checks that what a drill names exists, and that what it demands can come about. */
final class References {
    private static final List<String> RESPONSES = List.of("/contain", "/eradicate", "/recover");
    private final Library library;
    private final YamlFile file;
    private final List<Finding> findings = new ArrayList<>();

    private References(Library library, YamlFile file) {
        this.library = library;
        this.file = file;
    }

    static List<Finding> check(Library library, YamlFile file, Path path) {
        References references = new References(library, file);
        references.metadata(path);
        references.named();
        references.triggers();
        references.ids();
        references.durations();
        return references.findings;
    }

    private void metadata(Path path) {
        String fileName = Library.nameOf(path);
        JsonNode metadata = file.tree().path("metadata");
        if (metadata.path("name").isTextual() && !metadata.path("name").asText().equals(fileName)) {
            findings.add(file.at(Check.NAME, "/metadata/name", "The name must be the file's: '" + fileName + "'."));
        }
        Path folder = path.getParent() == null ? null : path.getParent().getFileName();
        if (metadata.path("tactic").isTextual()
                && folder != null
                && !folder.toString().equals(metadata.path("tactic").asText())) {
            findings.add(file.at(
                    Check.FOLDER,
                    "/metadata/tactic",
                    "A drill of this tactic belongs into drills/"
                            + metadata.path("tactic").asText() + "/, not into " + folder + "/."));
        }
        each("/metadata/techniques", "", (pointer, id) -> {
            if (!Catalogue.TECHNIQUES.containsKey(id)) {
                findings.add(file.at(
                        Check.UNKNOWN_TECHNIQUE,
                        pointer,
                        "There is no technique '" + id + "' among those of " + Catalogue.ATTACK_VERSION
                                + " that drills may name."));
            }
        });
        each("/metadata/covers", "", (pointer, code) -> {
            if (!Catalogue.LINES.containsKey(code)) {
                List<String> part = Catalogue.LINES.keySet().stream()
                        .filter(line -> code.length() > 2 && line.startsWith(code.substring(0, 2)))
                        .toList();
                findings.add(file.at(
                        Check.UNKNOWN_LINE,
                        pointer,
                        "The guide has no line '" + code + "'."
                                + (part.isEmpty() ? "" : " This part has " + String.join(", ", part) + ".")));
            }
        });
    }

    private void named() {
        each(
                "/cluster/fixtures",
                "",
                (pointer, name) -> exists(pointer, name, library::fixture, Check.UNKNOWN_FIXTURE, "fixtures"));
        each("/detect", "/rule", this::rule);
        for (String phase : RESPONSES) {
            each(
                    phase,
                    "/procedure",
                    (pointer, name) ->
                            exists(pointer, name, library::procedure, Check.UNKNOWN_PROCEDURE, "procedures"));
        }
    }

    /** Alerts of detectors that teams run already have names of which no file is here; one that is nearly ours is a slip. */
    private void rule(String pointer, String name) {
        String first = name.substring(0, Math.max(0, name.indexOf('/')));
        if (name.matches("[a-z]+/[a-z0-9-]+")
                && Formats.rules().contains(first)
                && !library.ruleNames().contains(name)
                && Nearest.to(name, library.ruleNames(), 1).isEmpty()) {
            findings.add(file.at(
                    Check.OTHERS_RULE,
                    pointer,
                    "No rule of this library is called '" + name
                            + "': only a detector of the team's own can raise it, by a receiver."));
            return;
        }
        exists(pointer, name, library::rule, Check.UNKNOWN_RULE, "rules");
    }

    private void triggers() {
        List<String> raised = new ArrayList<>();
        file.tree().path("detect").forEach(node -> raised.add(node.path("rule").asText()));
        for (String phase : RESPONSES) {
            each(phase, "/on", (pointer, rule) -> {
                if (!raised.contains(rule)) {
                    findings.add(file.at(
                            Check.TRIGGER,
                            pointer,
                            "No detection of this drill raises '" + rule + "', so nothing would trigger this."
                                    + Nearest.hint(rule, raised)));
                }
            });
            for (int i = 0; i < file.tree().at(phase).size(); i++) {
                JsonNode response = file.tree().at(phase).path(i);
                if (response.has("procedure") != response.has("on")) {
                    findings.add(file.at(
                            Check.TRIGGER,
                            phase + "/" + i,
                            "A procedure needs the alert that triggers it: give both 'procedure' and 'on'."));
                }
            }
        }
    }

    private void ids() {
        Map<String, String> seen = new HashMap<>();
        for (String list : List.of("/inject", "/benign")) {
            each(list, "/id", (pointer, id) -> {
                String first = seen.putIfAbsent(id, pointer);
                if (first != null) {
                    findings.add(file.at(
                            Check.DUPLICATE_ID,
                            pointer,
                            "The id '" + id + "' is already in line "
                                    + file.position(first).line() + "."));
                }
            });
        }
    }

    private void durations() {
        List<String> targets = new ArrayList<>(List.of("/detect"));
        targets.addAll(RESPONSES);
        for (String list : targets) {
            each(list, "/within", (pointer, text) -> {
                if (text.matches("0+(ms|s|m)")) {
                    findings.add(file.at(
                            Check.BAD_DURATION, pointer, "Nothing happens within " + text + ". Give a target."));
                }
            });
        }
    }

    private interface Named {
        void check(String pointer, String name);
    }

    private void each(String list, String key, Named named) {
        JsonNode items = file.tree().at(list);
        for (int i = 0; items.isArray() && i < items.size(); i++) {
            String pointer = list + "/" + i + key;
            if (file.tree().at(pointer).isTextual()) {
                named.check(pointer, file.tree().at(pointer).asText());
            }
        }
    }

    private void exists(String pointer, String name, Function<String, Path> place, Check check, String folder) {
        String what = folder.substring(0, folder.length() - 1);
        Path path;
        try {
            path = place.apply(name).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            findings.add(file.at(check, pointer, "'" + name + "' cannot be the name of a " + what + "."));
            return;
        }
        if (!path.startsWith(library.root().normalize()) || leaves(path)) {
            findings.add(file.at(
                    Check.OUTSIDE,
                    pointer,
                    "'" + name + "' leaves the library's folder. Put the " + what + " into " + folder + "/."));
        } else if (!Files.isRegularFile(path)) {
            findings.add(file.at(
                    check,
                    pointer,
                    "There is no " + what + " '" + name + "'."
                            + Nearest.hint(
                                    name, folder.equals("rules") ? library.ruleNames() : library.namesIn(folder))));
        }
    }

    /** Through a link. */
    private boolean leaves(Path path) {
        try {
            return Files.exists(path)
                    && !path.toRealPath().startsWith(library.root().toRealPath());
        } catch (IOException e) {
            return true;
        }
    }
}
