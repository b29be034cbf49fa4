package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.StepKind;
import java.util.ArrayList;
import java.util.List;

/** The steps of a drill's file, wherever they stand, before it is known to be right. */
final class StepNodes {
    private StepNodes() {}

    interface Visitor {
        /** @param pointer of the parameters */
        void step(StepKind kind, ObjectNode params, String pointer);
    }

    /** Every step of a kind that there is. */
    static void each(YamlFile file, Visitor visitor) {
        for (String list : lists(file)) {
            of(file, list, visitor);
        }
    }

    /** Those of one list: {@code /inject}. */
    static void of(YamlFile file, String list, Visitor visitor) {
        JsonNode steps = file.tree().at(list);
        for (int i = 0; steps.isArray() && i < steps.size(); i++) {
            String pointer = list + "/" + i + "/";
            steps.path(i).properties().forEach(entry -> {
                StepKind kind = Kinds.onClassPath().steps().get(entry.getKey());
                if (kind != null && entry.getValue() instanceof ObjectNode params) {
                    visitor.step(kind, params, pointer + entry.getKey());
                }
            });
        }
    }

    /** Where steps stand. */
    static List<String> lists(YamlFile file) {
        List<String> lists = new ArrayList<>(List.of("/steady", "/inject", "/benign"));
        for (String phase : List.of("/contain", "/eradicate", "/recover")) {
            for (int i = 0; i < file.tree().at(phase).size(); i++) {
                lists.add(phase + "/" + i + "/prove");
            }
        }
        return lists;
    }
}
