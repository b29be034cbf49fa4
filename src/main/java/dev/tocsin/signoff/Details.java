package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.scenario.YamlForm;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only people know: what it was for, who took part and who approves, what they saw, what is to be done. */
public final class Details {
    private static final String SCHEMA = "/schema/signoff-v1.schema.json";
    private static final List<String> TEXTS = List.of("scope");
    private static final List<String> LISTS = List.of(
            "objectives", "participants", "approvers", "deviations", "observations", "recommendations", "actions");

    private final ObjectNode tree;

    private Details(ObjectNode tree) {
        this.tree = tree;
    }

    /**
     * @param file null if there is none
     * @param approvers more of them: {@code name} or {@code name, role}
     * @throws dev.tocsin.scenario.ScenarioException with every mistake in the file
     */
    public static Details of(@Nullable Path file, List<String> approvers) {
        ObjectNode tree = StrictJson.MAPPER.createObjectNode();
        if (file != null) {
            tree.setAll((ObjectNode) YamlForm.read(file, SCHEMA));
        }
        ArrayNode all = tree.withArray("approvers");
        for (String approver : approvers) {
            String[] parts = approver.split(",", 2);
            if (parts[0].isBlank()) {
                throw new SignOffException("'" + approver + "' names nobody. Write --approver 'name, role'.");
            }
            ObjectNode one = all.addObject().put("name", parts[0].strip());
            if (parts.length > 1) {
                one.put("role", parts[1].strip());
            }
        }
        return new Details(tree);
    }

    /**
     * The same, with what a game day's file says of what is not said here: its title, owner, purpose and people.
     *
     * @param gameDay missing if the run was none
     * @throws SignOffException if nobody approves
     */
    Details of(JsonNode gameDay) {
        ObjectNode whole = tree.deepCopy();
        if (gameDay.isObject()) {
            ObjectNode procedure = whole.withObject("/procedure");
            for (String key : List.of("title", "owner")) {
                if (!procedure.has(key)) {
                    procedure.set(key, gameDay.path(key));
                }
            }
            if (!whole.has("scope")) {
                whole.set("scope", gameDay.path("description"));
            }
            for (String list : List.of("participants", "approvers")) {
                if (whole.path(list).isEmpty()) {
                    whole.set(list, gameDay.path(list));
                }
            }
        }
        if (whole.path("approvers").isEmpty()) {
            throw new SignOffException(
                    "Nobody approves. Say who does: --approver 'name, role', or approvers in the file of --details.");
        }
        return new Details(whole);
    }

    /** What the procedure is called and who answers for it; the drill's own words where nothing is said. */
    ObjectNode procedure(JsonNode drills) {
        JsonNode said = tree.path("procedure");
        JsonNode first = drills.path(0);
        ObjectNode procedure = StrictJson.MAPPER.createObjectNode();
        String title = drills.size() == 1 ? first.path("title").asText() : "Game day of " + drills.size() + " drills";
        procedure.put("title", said.path("title").asText(title));
        procedure.put("owner", said.path("owner").asText(first.path("owner").asText("")));
        if (said.has("reference")) {
            procedure.set("reference", said.path("reference"));
        }
        return procedure;
    }

    void into(ObjectNode record) {
        TEXTS.forEach(key -> record.put(key, tree.path(key).asText("")));
        LISTS.forEach(key -> record.set(key, tree.withArray(key)));
    }
}
