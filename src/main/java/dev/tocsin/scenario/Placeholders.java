package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that each {@code ${...}} stands for something that is known when its step runs. */
final class Placeholders {
    /** Two dollar signs: a shell's own variable, left to it. */
    private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{([^}]*)(}?)");
    /** The order in which steps run: the benign twin first, then the attack, then the proofs. */
    private static final List<String> LISTS = List.of("/benign", "/inject", "/contain", "/eradicate", "/recover");

    private final YamlFile file;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> known = new TreeSet<>(Set.of("drill.run"));
    private final Map<String, Integer> later = new LinkedHashMap<>();

    private Placeholders(YamlFile file) {
        this.file = file;
    }

    static List<Finding> check(YamlFile file) {
        return new Placeholders(file).check();
    }

    private List<Finding> check() {
        List<String> steps = new ArrayList<>();
        for (String list : LISTS) {
            for (int i = 0; i < file.tree().at(list).size(); i++) {
                String item = list + "/" + i;
                if (file.tree().at(item).has("prove")) {
                    for (int j = 0; j < file.tree().at(item + "/prove").size(); j++) {
                        steps.add(item + "/prove/" + j);
                    }
                } else {
                    steps.add(item);
                }
            }
        }
        for (String step : steps) {
            captures(step).forEach(name -> later.put(name, file.position(step).line()));
        }
        for (int i = 0; i < file.tree().path("steady").size(); i++) {
            look(file.tree().at("/steady/" + i), "/steady/" + i, Set.of());
        }
        for (String list : LISTS) {
            List<String> ofList =
                    steps.stream().filter(step -> step.startsWith(list + "/")).toList();
            if (list.equals("/benign") || list.equals("/inject")) {
                ofList.forEach(this::inTurn);
                if (list.equals("/inject")) {
                    look(file.tree().path("detect"), "/detect", Set.of());
                }
            } else {
                atOnce(ofList);
            }
        }
        return findings;
    }

    private void inTurn(String step) {
        Set<String> own = captures(step);
        look(file.tree().at(step), step, own);
        known.addAll(own);
        own.forEach(later::remove);
    }

    /** Proofs of one part look at the same time: what one captures, only later parts have. */
    private void atOnce(List<String> proofs) {
        proofs.forEach(step -> look(file.tree().at(step), step, captures(step)));
        proofs.forEach(step -> known.addAll(captures(step)));
        later.keySet().removeAll(known);
    }

    private Set<String> captures(String step) {
        JsonNode node = file.tree().at(step);
        String id = node.path("id").asText("");
        Set<String> names = new TreeSet<>();
        node.path("capture").properties().forEach(entry -> names.add(id + "." + entry.getKey()));
        for (int i = 0; i < node.path("public").size(); i++) {
            String name = node.path("public").path(i).asText();
            if (!names.contains(id + "." + name)) {
                findings.add(file.at(
                        Check.UNKNOWN_PLACEHOLDER, step + "/public/" + i, "This step captures no '" + name + "'."));
            }
        }
        if (!names.isEmpty() && id.isEmpty()) {
            findings.add(file.atKey(
                    Check.UNKNOWN_PLACEHOLDER,
                    step + "/capture",
                    "A step that captures needs an 'id' to be referred to by."));
        }
        return names;
    }

    private void look(JsonNode node, String pointer, Set<String> own) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> look(entry.getValue(), pointer + "/" + TreeBuilder.escape(entry.getKey()), own));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                look(node.path(i), pointer + "/" + i, own);
            }
        } else if (node.isTextual()) {
            Matcher reference = REFERENCE.matcher(node.asText());
            while (reference.find()) {
                if (reference.group(1).isEmpty()) {
                    judge(pointer, reference.group(2), !reference.group(3).isEmpty(), own);
                }
            }
        }
    }

    private void judge(String pointer, String name, boolean closed, Set<String> own) {
        String shown = "${" + name + (closed ? "}" : "");
        if (closed && known.contains(name)) {
            return;
        }
        String why;
        if (!closed) {
            why = "'" + shown + "' has no end. Close it with '}', or write $${ for a shell's own variable.";
        } else if (own.contains(name)) {
            why = shown + " is captured by this very step: it goes in a circle.";
        } else if (later.containsKey(name)) {
            why = shown + " is captured in line " + later.get(name) + ", and this step does not wait for that.";
        } else {
            why = "There is no " + shown + " here." + Nearest.hint(name, known)
                    + " A shell's own variable is written $${...}.";
        }
        findings.add(file.at(Check.UNKNOWN_PLACEHOLDER, pointer, why));
    }
}
