package dev.tocsin.respond.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is left of a role's rules when verbs on resources are taken out.
 *
 * @param left the rules
 * @param out what each changed rule gave
 */
record Taken(ArrayNode left, List<String> out) {
    private static final String ANY = "*";

    /**
     * @param resources empty: every resource
     * @param verbs empty: every verb
     */
    static Taken of(JsonNode rules, List<String> resources, List<String> verbs) {
        Taken taken = new Taken(JsonNodeFactory.instance.arrayNode(), new ArrayList<>());
        rules.forEach(rule -> taken.take((ObjectNode) rule, resources, verbs));
        return taken;
    }

    private void take(ObjectNode rule, List<String> resources, List<String> verbs) {
        List<String> has = texts(rule.path("resources"));
        List<String> may = texts(rule.path("verbs"));
        if (!meet(has, resources) || !meet(may, verbs)) {
            left.add(rule);
            return;
        }
        out.add(String.join(", ", may) + " on " + String.join(", ", has));
        if (has.contains(ANY) && !resources.isEmpty() || may.contains(ANY) && !verbs.isEmpty()) {
            return; // no rule can say all but one: it goes whole
        }
        Predicate<String> takenResource = one -> resources.isEmpty() || resources.contains(one);
        Predicate<String> takenVerb = one -> verbs.isEmpty() || verbs.contains(one);
        keep(rule, has.stream().filter(takenResource.negate()).toList(), may);
        keep(
                rule,
                has.stream().filter(takenResource).toList(),
                may.stream().filter(takenVerb.negate()).toList());
    }

    private void keep(ObjectNode rule, List<String> resources, List<String> verbs) {
        if (!resources.isEmpty() && !verbs.isEmpty()) {
            ObjectNode kept = rule.deepCopy();
            resources.forEach(kept.putArray("resources")::add);
            verbs.forEach(kept.putArray("verbs")::add);
            left.add(kept);
        }
    }

    private static boolean meet(List<String> has, List<String> wanted) {
        return !has.isEmpty()
                && (wanted.isEmpty() || has.contains(ANY) || has.stream().anyMatch(wanted::contains));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
