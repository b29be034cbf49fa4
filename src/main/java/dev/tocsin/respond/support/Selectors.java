package dev.tocsin.respond.support;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.Map;

/** Whether a label selector selects labels, as the API server decides it. */
public final class Selectors {
    private Selectors() {}

    public static boolean select(LabelSelector selector, Map<String, String> labels) {
        return (selector.getMatchLabels() == null
                        || labels.entrySet()
                                .containsAll(selector.getMatchLabels().entrySet()))
                && selector.getMatchExpressions().stream().allMatch(one -> meets(one, labels));
    }

    private static boolean meets(LabelSelectorRequirement want, Map<String, String> labels) {
        String value = labels.get(want.getKey());
        return switch (want.getOperator()) {
            case "In" -> value != null && want.getValues().contains(value);
            case "NotIn" -> value == null || !want.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> true; // unknown: rather say too much than too little
        };
    }
}
