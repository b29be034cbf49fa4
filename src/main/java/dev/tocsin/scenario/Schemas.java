package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Kind;
import dev.tocsin.step.Kinds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON Schemas of drills and procedures, composed of a base and of the schema beside each kind on the class path. */
public final class Schemas {
    static final String OBSERVES = "x-observes";
    static final String EXPECTS = "x-expects";
    static final String EXAMPLE = "x-example";
    private static volatile @Nullable Checks latest;

    private Schemas() {}

    private record Checks(Kinds kinds, SchemaCheck drill, SchemaCheck procedure) {}

    /** Made when the first game day is looked at: it hangs on no kind. */
    private static final class GameDays {
        static final SchemaCheck CHECK = new SchemaCheck(gameDay());
    }

    static SchemaCheck gameDayCheck() {
        return GameDays.CHECK;
    }

    /** The schema of a game day. */
    static ObjectNode gameDay() {
        return read("/schema/gameday-v1.schema.json");
    }

    static SchemaCheck drillCheck() {
        return checks().drill();
    }

    static SchemaCheck procedureCheck() {
        return checks().procedure();
    }

    private static Checks checks() {
        Kinds kinds = Kinds.onClassPath();
        Checks checks = latest;
        if (checks == null || checks.kinds() != kinds) {
            checks = new Checks(kinds, new SchemaCheck(drill(kinds)), new SchemaCheck(procedure(kinds)));
            latest = checks;
        }
        return checks;
    }

    /** The schema of a drill with these kinds; draft 2020-12, without keywords of our own. */
    public static ObjectNode drill(Kinds kinds) {
        ObjectNode schema = base("drill");
        ObjectNode defs = schema.withObject("/$defs");
        ObjectNode step = defs.withObject("/step");
        kinds.steps().forEach((name, kind) -> {
            ObjectNode fragment = kind.schema();
            define(defs, step.withObject("/properties"), kind, fragment);
            expect(defs.putObject("expect-" + name), fragment);
            ObjectNode rule = step.withArray("/allOf").addObject();
            rule.putObject("if").putArray("required").add(name);
            ObjectNode then = rule.putObject("then").putObject("properties");
            then.putObject("expect").put("$ref", "#/$defs/expect-" + name);
            ArrayNode observed =
                    then.putObject("capture").putObject("additionalProperties").putArray("enum");
            fragment.path(OBSERVES).fieldNames().forEachRemaining(observed::add);
        });
        return schema;
    }

    /** The schema of a procedure with these kinds' actions. */
    public static ObjectNode procedure(Kinds kinds) {
        ObjectNode schema = base("procedure");
        ObjectNode defs = schema.withObject("/$defs");
        ObjectNode actions = defs.withObject("/action/properties");
        kinds.actions().values().forEach(kind -> define(defs, actions, kind, kind.schema()));
        return schema;
    }

    /** What a step of this kind expects that does not say. */
    static ObjectNode expects(Kind kind) {
        return kind.schema().withObject("/" + EXPECTS);
    }

    private static void define(ObjectNode defs, ObjectNode keys, Kind kind, ObjectNode fragment) {
        String definition = "kind-" + kind.name();
        ObjectNode own = fragment.deepCopy();
        own.remove(List.of(OBSERVES, EXPECTS, EXAMPLE));
        defs.set(definition, own);
        // The text is repeated beside the reference, because editors show it only there.
        keys.putObject(kind.name())
                .put("$ref", "#/$defs/" + definition)
                .put("description", own.path("description").asText());
    }

    /** What may stand under a kind's {@code expect}. */
    private static void expect(ObjectNode expect, ObjectNode fragment) {
        expect.put("type", "object").put("additionalProperties", false);
        ObjectNode names = expect.putObject("properties");
        for (Map.Entry<String, JsonNode> observed : fragment.path(OBSERVES).properties()) {
            names.putObject(observed.getKey())
                    .put("$ref", "#/$defs/expected")
                    .put("description", observed.getValue().asText());
        }
        if (!fragment.path(EXPECTS).isEmpty()) {
            expect.set("default", fragment.path(EXPECTS));
        }
    }

    static ObjectNode base(String what) {
        ObjectNode base = read("/schema/" + what + "-v1.base.json");
        base.remove("$comment");
        return base;
    }

    private static ObjectNode read(String resource) {
        try (InputStream in = Schemas.class.getResourceAsStream(resource)) {
            return (ObjectNode) new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    static List<String> texts(JsonNode array) {
        return array instanceof ArrayNode list
                ? java.util.stream.StreamSupport.stream(list.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : List.of(array.asText());
    }
}
