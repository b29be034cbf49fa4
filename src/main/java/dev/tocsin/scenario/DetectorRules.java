package dev.tocsin.scenario;

import dev.tocsin.signal.RuleForm;
import dev.tocsin.signal.SourceKind;
import dev.tocsin.signal.SourceKinds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rules of detectors that have a form of their own, in {@code rules/<source>/}; the rest under {@code rules/} is Sigma's. */
final class DetectorRules {
    private final Set<String> sources;
    private final SortedMap<String, Path> rules = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Position> known = new HashMap<>();

    /** @param folder the library's {@code rules/} */
    DetectorRules(Path folder) {
        List<SourceKind> kinds = SourceKinds.onClassPath().stream()
                .filter(kind -> kind.ruleForm().isPresent())
                .toList();
        sources = kinds.stream().map(SourceKind::name).collect(Collectors.toSet());
        for (SourceKind kind : kinds) {
            RuleForm form = kind.ruleForm().orElseThrow();
            SchemaCheck schema = new SchemaCheck(form.schema());
            for (Path file : Library.yamlFiles(folder.resolve(kind.name()))) {
                read(kind.name(), form, schema, file);
            }
        }
    }

    private void read(String source, RuleForm form, SchemaCheck schema, Path path) {
        YamlFile file = YamlReader.read(path, path.toString());
        findings.addAll(file.findings());
        if (!file.isReadable()) {
            return;
        }
        findings.addAll(schema.check(file));
        for (RuleForm.Named rule : form.rules(file.tree())) {
            String name = source + "/" + rule.name();
            Position twin = known.putIfAbsent(source + "/" + rule.own(), file.position(rule.pointer()));
            if (twin != null) {
                findings.add(file.at(
                        Check.DUPLICATE_NAME,
                        rule.pointer(),
                        "The same alert, with the same labels, is already in " + twin.fileAndLine()
                                + ". Rename one or give it another label."));
            }
            rules.putIfAbsent(name, path);
        }
    }

    /** Whether a rule of this name would be another detector's. */
    boolean own(String name) {
        return sources.contains(name.substring(0, Math.max(0, name.indexOf('/'))));
    }

    /** The file of each rule by its name. */
    SortedMap<String, Path> rules() {
        return rules;
    }

    /** What is wrong with their files. */
    List<Finding> findings() {
        return findings;
    }
}
