package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Condition;
import dev.tocsin.timeline.Entities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks a procedure's file, and makes a {@link Procedure} of it. */
final class ProcedureLoader {
    private static final Pattern FIELD = Pattern.compile("\\$\\{alert\\.([^}]+)}");

    private static final Set<String> ACTION_KEYS = Set.of("when", "timeout", "onFailure", "because");
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private ProcedureLoader() {}

    static List<Finding> check(YamlFile file, Path path) {
        String fileName = Library.nameOf(path);
        List<Finding> findings = new ArrayList<>(file.findings());
        if (!file.isReadable()) {
            return findings;
        }
        findings.addAll(Schemas.procedureCheck().check(file));
        JsonNode name = file.tree().at("/metadata/name");
        if (name.isTextual() && !name.asText().equals(fileName)) {
            findings.add(file.at(Check.NAME, "/metadata/name", "The name must be the file's: '" + fileName + "'."));
        }
        condition(file, "/when", findings);
        for (int i = 0; i < file.tree().path("actions").size(); i++) {
            action(file, "/actions/" + i, findings);
        }
        ProcedureFixtures.check(file, path, findings);
        runbook(file, path, findings);
        after(file, path, findings);
        return findings;
    }

    private static void action(YamlFile file, String pointer, List<Finding> findings) {
        List<String> kinds = kindsOf(file.tree().at(pointer));
        if (file.tree().at(pointer).isObject() && kinds.size() != 1) {
            findings.add(file.at(
                    kinds.isEmpty() ? Check.NO_KIND : Check.SEVERAL_KINDS,
                    pointer,
                    kinds.isEmpty()
                            ? "This action does nothing. Give it one kind, such as terminate or label."
                            : "This action has " + kinds.size() + " kinds (" + String.join(", ", kinds)
                                    + "). Make each an action of its own."));
        }
        condition(file, pointer + "/when", findings);
        Matcher field = FIELD.matcher(file.tree().at(pointer).toString());
        while (field.find()) {
            String name = field.group(1);
            if (name.startsWith("about.") && !Entities.NAMES.contains(name.substring("about.".length()))) {
                findings.add(file.at(
                        Check.ALERT_FIELD,
                        pointer,
                        "An alert says nothing of '" + name + "'."
                                + Nearest.hint(name.substring("about.".length()), Entities.NAMES)));
            }
        }
    }

    private static void condition(YamlFile file, String pointer, List<Finding> findings) {
        if (file.tree().at(pointer).isTextual()) {
            Condition.faults("alert", file.tree().at(pointer).asText())
                    .forEach(fault -> findings.add(file.at(Check.BAD_VALUE, pointer, fault)));
        }
    }

    /** Beside the library lies what it belongs to, and there its pages for people. */
    private static void runbook(YamlFile file, Path procedure, List<Finding> findings) {
        JsonNode runbook = file.tree().at("/metadata/runbook");
        if (!runbook.isTextual() || runbook.asText().startsWith("https://")) {
            return;
        }
        Path home = procedure.toAbsolutePath().getParent().resolveSibling("..").normalize();
        Path page = home.resolve(runbook.asText().replaceAll("#.*", "")).normalize();
        if (!page.startsWith(home) || !Files.isRegularFile(page)) {
            findings.add(file.at(
                    Check.UNKNOWN_RUNBOOK,
                    "/metadata/runbook",
                    "There is no page " + runbook.asText()
                            + " beside the library. Give its path from there, or an https:// address."));
        }
    }

    private static void after(YamlFile file, Path procedure, List<Finding> findings) {
        JsonNode after = file.tree().path("after");
        if (!after.isTextual()) {
            return;
        }
        List<String> others =
                new ArrayList<>(Library.yamlFiles(procedure.toAbsolutePath().getParent()).stream()
                        .map(Library::nameOf)
                        .toList());
        others.remove(Library.nameOf(procedure));
        if (!others.contains(after.asText())) {
            findings.add(file.at(
                    Check.UNKNOWN_PROCEDURE,
                    "/after",
                    "There is no other procedure '" + after.asText() + "'." + Nearest.hint(after.asText(), others)));
        }
    }

    static List<String> kindsOf(JsonNode action) {
        List<String> kinds = new ArrayList<>();
        action.fieldNames().forEachRemaining(kinds::add);
        kinds.removeAll(ACTION_KEYS);
        return kinds;
    }

    /** @throws ScenarioException with every mistake in the file */
    static Procedure load(Path path) {
        YamlFile file = YamlReader.read(path, path.toString());
        String name = Library.nameOf(path);
        List<Finding> findings =
                check(file, path).stream().filter(Finding::isError).toList();
        if (!findings.isEmpty()) {
            throw new ScenarioException(findings);
        }
        List<Procedure.Action> actions = new ArrayList<>();
        for (JsonNode node : file.tree().path("actions")) {
            String kind = kindsOf(node).get(0);
            String pointer = "/actions/" + actions.size() + "/" + kind;
            actions.add(new Procedure.Action(
                    kind,
                    (ObjectNode) node.path(kind),
                    DrillLoader.text(node, "when"),
                    DrillLoader.duration(node, "timeout", LONGEST),
                    node.path("onFailure").asText().equals("continue"),
                    file.keyPosition(pointer)));
        }
        return new Procedure(
                name,
                file.tree().at("/metadata/title").asText(),
                DrillLoader.text(file.tree().path("metadata"), "runbook"),
                DrillLoader.text(file.tree(), "when"),
                DrillLoader.text(file.tree(), "after"),
                actions,
                ProcedureFixtures.texts(file, path));
    }

    /** The alert's fields that a procedure uses, other than those that every alert carries. */
    static Set<String> fields(Procedure procedure) {
        Set<String> fields = new TreeSet<>();
        for (Procedure.Action action : procedure.actions()) {
            Matcher field = FIELD.matcher(action.params().toString());
            while (field.find()) {
                fields.add(field.group(1));
            }
        }
        fields.removeAll(Procedure.ALWAYS_KNOWN);
        return fields;
    }
}
