package dev.tocsin.sigma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** Loads rules. A file may hold several documents: a correlation and what it refers to. */
public final class Rules {
    private Rules() {}

    /**
     * @param name the file's name, for alerts: the correlation's where there is one, else the first rule's
     * @param file its path, for messages
     * @throws RuleException with every mistake in the text
     */
    public static List<Rule> parse(String name, String file, String yaml) {
        List<Node> documents = documents(file, yaml);
        int main = 0;
        for (int i = 0; i < documents.size(); i++) {
            main = correlation(documents.get(i)) ? i : main;
        }
        List<String> problems = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            String alias = value(documents.get(i), "name");
            String own = i == main ? name : name + "#" + (alias.isEmpty() ? i + 1 : alias);
            Rule rule = new RuleParser(file, problems).parse(own, documents.get(i));
            if (rule != null) {
                rules.add(rule);
            }
        }
        if (!problems.isEmpty()) {
            throw new RuleException(problems);
        }
        return rules;
    }

    /** @throws RuleException with every mistake in the file */
    public static List<Rule> read(String name, Path file) {
        try {
            return parse(name, file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /**
     * Rules by their names, and those in other files that their correlations refer to by name.
     *
     * @param root the rules' folder; a rule {@code audit/x} is in {@code audit/x.yml}
     * @throws RuleException with every mistake in their files
     */
    public static List<Rule> read(Collection<String> names, Path root) {
        Map<String, List<Rule>> files = new LinkedHashMap<>();
        Deque<String> wanted = new ArrayDeque<>(names);
        while (!wanted.isEmpty()) {
            String name = wanted.removeFirst();
            if (files.containsKey(name)) {
                continue;
            }
            List<Rule> rules = read(name, root.resolve(name + ".yml"));
            files.put(name, rules);
            for (Rule rule : rules) {
                if (rule instanceof CorrelationRule correlation) {
                    correlation.rules().stream()
                            .filter(reference ->
                                    rules.stream().noneMatch(one -> one.info().answersTo(reference)))
                            .filter(reference -> Files.isRegularFile(root.resolve(reference + ".yml")))
                            .forEach(wanted::add);
                }
            }
        }
        return files.values().stream().flatMap(List::stream).toList();
    }

    private static List<Node> documents(String file, String yaml) {
        List<Node> documents = new ArrayList<>();
        try {
            new Compose(LoadSettings.builder().setLabel(file).build())
                    .composeAllFromString(yaml)
                    .forEach(documents::add);
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark()
                    .map(mark -> (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("1:1");
            throw new RuleException(List.of(file + ":" + place + ": Not valid YAML: " + e.getProblem() + "."));
        } catch (YamlEngineException e) {
            throw new RuleException(List.of(file + ":1:1: Not valid YAML: " + e.getMessage()));
        }
        if (documents.isEmpty()) {
            throw new RuleException(List.of(file + ":1:1: The file is empty. Expected a Sigma rule."));
        }
        return documents;
    }

    private static boolean correlation(Node document) {
        return document instanceof MappingNode mapping
                && mapping.getValue().stream()
                        .anyMatch(tuple -> Yaml.scalar(tuple.getKeyNode()).equals("correlation"));
    }

    private static String value(Node document, String key) {
        return document instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(tuple -> Yaml.scalar(tuple.getKeyNode()).equals(key))
                        .map(NodeTuple::getValueNode)
                        .map(Yaml::scalar)
                        .findFirst()
                        .orElse("")
                : "";
    }
}
