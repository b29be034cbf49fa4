package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.sigma.EventRule;
import dev.tocsin.sigma.Rule;
import dev.tocsin.sigma.RuleException;
import dev.tocsin.sigma.Rules;
import dev.tocsin.signal.SourceKinds;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks that the rules that a drill names can be used, can hear anything, and could be met by what the drill does. */
final class Detections {
    private final Library library;
    private final YamlFile file;
    private final List<Finding> findings = new ArrayList<>();

    private Detections(Library library, YamlFile file) {
        this.library = library;
        this.file = file;
    }

    static List<Finding> check(Library library, YamlFile file) {
        Detections detections = new Detections(library, file);
        JsonNode detect = file.tree().path("detect");
        for (int i = 0; detect.isArray() && i < detect.size(); i++) {
            detections.rule(detect.path(i).path("rule").asText(), "/detect/" + i + "/rule");
        }
        for (String phase : List.of("contain", "eradicate", "recover")) {
            for (int i = 0; i < file.tree().path(phase).size(); i++) {
                JsonNode response = file.tree().path(phase).path(i);
                detections.fields(
                        response.path("procedure").asText(),
                        response.path("on").asText(),
                        "/" + phase + "/" + i + "/procedure");
            }
        }
        return detections.findings;
    }

    private void rule(String name, String pointer) {
        try {
            for (Rule rule : library.rules(name)) {
                if (rule instanceof EventRule event) {
                    if (SourceKinds.heardBy(event.logSource()).isEmpty()) {
                        findings.add(file.at(
                                Check.UNHEARD,
                                pointer,
                                "The rule listens to " + event.logSource() + ". Drills listen to: " + SourceKinds.all()
                                        + "."));
                    } else if (!couldBeMet(event)) {
                        findings.add(file.at(
                                Check.UNLIKELY_DETECTION,
                                pointer,
                                "The rule wants " + event.required("objectRef.resource")
                                        + " touched, and no injection step does that."));
                    }
                }
            }
        } catch (RuleException e) {
            findings.add(file.at(Check.BAD_RULE, pointer, "The rule cannot be used:\n" + e.getMessage()));
        }
    }

    /** Whether a step touches a resource that the rule wants; a program that runs inside might touch any. */
    private boolean couldBeMet(EventRule rule) {
        Set<String> wanted = rule.required("objectRef.resource");
        if (wanted.isEmpty() || wanted.stream().anyMatch(resource -> resource.contains("*"))) {
            return true;
        }
        for (JsonNode step : file.tree().path("inject")) {
            if (step.properties().stream()
                    .noneMatch(entry -> Kinds.onClassPath().steps().containsKey(entry.getKey()))) {
                return true; // its kind is not known
            }
        }
        Set<String> touched = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        StepNodes.of(file, "/inject", (kind, params, pointer) -> touched.addAll(kind.touches(params)));
        return touched.containsAll(StepKind.ANYTHING) || wanted.stream().anyMatch(touched::contains);
    }

    private void fields(String procedure, String rule, String pointer) {
        Procedure loaded = library.procedureFile(procedure);
        if (loaded == null || rule.isEmpty()) {
            return;
        }
        Set<String> carried = new TreeSet<>();
        try {
            List<Rule> rules = library.rules(rule);
            rules.stream()
                    .filter(one -> one.name().equals(rule))
                    .forEach(one -> carried.addAll(Rules.carried(one, rules)));
        } catch (RuleException e) {
            return; // said at the detection
        }
        for (String field : ProcedureLoader.fields(loaded)) {
            if (!carried.isEmpty() && !carried.contains(field) && !field.startsWith("about.")) {
                findings.add(file.at(
                        Check.ALERT_FIELD,
                        pointer,
                        "The procedure uses the alert's field '" + field + "', which the rule '" + rule
                                + "' does not carry. Add it to the rule's 'fields'."));
            }
        }
    }
}
