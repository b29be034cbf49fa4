package dev.tocsin.report;

import dev.tocsin.timeline.DrillInfo;
import dev.tocsin.timeline.Outcome;
import io.qameta.allure.model.Label;
import java.util.ArrayList;
import java.util.List;

/** The labels by which Allure groups and filters: severity, owner, tactic, techniques, the guide's lines. */
final class AllureLabels {
    private AllureLabels() {}

    static List<Label> of(Outcome outcome) {
        DrillInfo drill = outcome.drill();
        List<Label> labels = new ArrayList<>();
        String tactic = words(drill.tactic());
        labels.add(label("parentSuite", "Drills"));
        labels.add(label("suite", tactic));
        labels.add(label("epic", tactic));
        labels.add(label("feature", String.join(", ", drill.techniques())));
        labels.add(label("story", drill.name()));
        labels.add(label("framework", "tocsin"));
        labels.add(label("tactic", drill.tactic()));
        drill.techniques().forEach(technique -> labels.add(label("technique", technique)));
        drill.techniques().forEach(technique -> labels.add(label("tag", technique)));
        drill.covers().forEach(code -> labels.add(label("tag", code)));
        if (drill.owner() != null) {
            labels.add(label("owner", drill.owner()));
        }
        if (drill.severity() != null) {
            labels.add(label("severity", severity(drill.severity())));
        }
        return labels;
    }

    /** Allure's own scale: blocker, critical, normal, minor, trivial. */
    static String severity(String ours) {
        return switch (ours) {
            case "critical" -> "blocker";
            case "high" -> "critical";
            case "medium" -> "normal";
            default -> "minor";
        };
    }

    static String words(String name) {
        String text = name.replace('-', ' ');
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Label label(String name, String value) {
        return new Label().setName(name).setValue(value);
    }
}
