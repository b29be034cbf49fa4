package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Action;
import dev.tocsin.step.Kind;
import dev.tocsin.step.Kinds;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The reference of drills and procedures, written from the schemas and from the kinds on the class path. */
public final class Reference {
    private final StringBuilder out = new StringBuilder();
    private final SchemaTable table;

    private Reference(SchemaTable table) {
        this.table = table;
    }

    /** Markdown. */
    public static String markdown(Kinds kinds) {
        ObjectNode drill = Schemas.base("drill");
        Reference page = new Reference(new SchemaTable(drill.path("$defs")));
        page.say("# Reference");
        page.say(
                "Every key of a drill, of a procedure and of a game day, every kind of step and every action. This page is written from the "
                        + "[schemas](../src/main/resources/schema/) and a test keeps it fresh. "
                        + "[Writing scenarios](writing-scenarios.md) is the page to start with.");
        page.say("## A drill");
        page.say(drill.path("description").asText());
        page.keys(drill);
        for (String part : List.of("metadata", "parameters", "cluster")) {
            page.part("`" + part + "`", drill.path("properties").path(part));
        }
        page.part("An item of `steady`", drill.at("/$defs/steady"));
        page.part("An item of `detect`", drill.at("/$defs/detect"));
        page.part("`about` of an item of `detect`", drill.at("/$defs/detect/properties/about"));
        page.part("An item of `contain`, `eradicate`, `recover`", drill.at("/$defs/response"));
        page.part("A step: an item of `inject`, `prove`, `benign`", drill.at("/$defs/step"));
        page.say("## Kinds of step");
        kinds.steps().values().forEach(page::step);
        ObjectNode procedure = Schemas.base("procedure");
        page.say("## A procedure");
        page.say(procedure.path("description").asText());
        page.keys(procedure);
        page.part("`metadata`", procedure.path("properties").path("metadata"));
        page.part("An action: an item of `actions`", procedure.at("/$defs/action"));
        page.say("## Actions");
        kinds.actions().values().forEach(page::action);
        page.gameDay();
        return page.out.toString().strip() + "\n";
    }

    private void gameDay() {
        ObjectNode day = Schemas.gameDay();
        Reference own = new Reference(new SchemaTable(day.path("$defs")));
        own.say("## A game day");
        own.say(day.path("description").asText() + " See [game days](game-days.md).");
        own.keys(day);
        for (String part : List.of("metadata", "stop", "compare")) {
            own.part("`" + part + "` of a game day", day.path("properties").path(part));
        }
        own.part("An item of `agenda`", day.at("/$defs/part"));
        for (String part : List.of("drills", "ask", "tell")) {
            own.part("`" + part + "` of an item of `agenda`", day.at("/$defs/" + part));
        }
        own.part("An item of `targets`", day.at("/$defs/target"));
        own.part("An item of `participants`, `approvers`", day.at("/$defs/person"));
        own.part("An item of `notify`", day.at("/$defs/notice"));
        out.append(own.out);
    }

    private void part(String title, JsonNode schema) {
        say("### " + title);
        if (schema.has("description")) {
            say(schema.path("description").asText());
        }
        keys(schema);
    }

    private void step(Kind kind) {
        ObjectNode schema = kind.schema();
        head(kind, schema);
        say(schema.path(Schemas.OBSERVES).properties().stream()
                .map(entry -> "| `" + entry.getKey() + "` | "
                        + SchemaTable.cell(entry.getValue().asText()) + " |")
                .collect(Collectors.joining("\n", "| observes | meaning |\n| --- | --- |\n", "")));
        String expects = schema.path(Schemas.EXPECTS).properties().stream()
                .map(Reference::expected)
                .collect(Collectors.joining(", "));
        say(expects.isEmpty() ? "A step that does not say expects nothing." : "Expected by default: " + expects + ".");
        example(schema);
    }

    private static String expected(Map.Entry<String, JsonNode> entry) {
        return "`" + entry.getKey() + ": " + String.join("` or `", Schemas.texts(entry.getValue())) + "`";
    }

    private void action(Action action) {
        ObjectNode schema = action.schema();
        head(action, schema);
        String rights =
                action.needs(action.schema().withObject("/" + Schemas.EXAMPLE).withObject("/" + action.name())).stream()
                        .map(rule -> String.join(", ", rule.getVerbs()) + " `"
                                + String.join("`, `", rule.getResources()) + "`")
                        .collect(Collectors.joining("; "));
        say(rights.isEmpty() ? "Needs no rights." : "Rights of the responder: " + rights + ".");
        example(schema);
    }

    private void head(Kind kind, ObjectNode schema) {
        say("### `" + kind.name() + "`");
        say(schema.path("description").asText());
        keys(schema);
    }

    private void keys(JsonNode schema) {
        say(table.of(schema));
    }

    private void example(ObjectNode schema) {
        say("```yaml\n" + SchemaTable.yaml(schema.path(Schemas.EXAMPLE)) + "```");
    }

    private void say(String paragraph) {
        if (!paragraph.isEmpty()) {
            out.append(paragraph).append("\n\n");
        }
    }
}
