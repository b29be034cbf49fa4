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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        return parse(name, file, yaml, Map.of());
    }

    /**
     * @param lists the values of placeholders, by their names
     * @throws RuleException with every mistake in the text
     */
    public static List<Rule> parse(String name, String file, String yaml, Map<String, List<String>> lists) {
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
            Rule rule = new RuleParser(file, lists, problems).parse(own, documents.get(i));
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
        return read(name, file, Map.of());
    }

    private static List<Rule> read(String name, Path file, Map<String, List<String>> lists) {
        try {
            return parse(name, file.toString(), Files.readString(file), lists);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /**
     * Rules by their names, and those in other files that their correlations refer to by name.
     *
     * @param root the rules' folder; a rule {@code audit/x} is in {@code audit/x.yml}, and lists that rules ask for by
     *     {@code expand} are in {@code lists.yaml}
     * @throws RuleException with every mistake in their files
     */
    public static List<Rule> read(Collection<String> names, Path root) {
        Map<String, List<String>> lists = Lists.read(root);
        Map<String, List<Rule>> files = new LinkedHashMap<>();
        Deque<String> wanted = new ArrayDeque<>(names);
        while (!wanted.isEmpty()) {
            String name = wanted.removeFirst();
            if (files.containsKey(name)) {
                continue;
            }
            List<Rule> rules = read(name, root.resolve(name + ".yml"), lists);
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

    /**
     * The fields that a rule's alerts may carry. A correlation's have those of the match that completed it as well: of
     * several rules whose match that could be, what all of them carry.
     *
     * @param known the rules that correlations may refer to
     */
    public static Set<String> carried(Rule rule, Collection<? extends Rule> known) {
        Set<String> carried = new LinkedHashSet<>(rule.carries());
        if (rule instanceof CorrelationRule correlation) {
            List<Rule> bases = References.of(correlation, known);
            boolean ordered = correlation.type() == CorrelationRule.Type.TEMPORAL_ORDERED;
            List<Rule> last = ordered ? bases.subList(bases.size() - 1, bases.size()) : bases;
            Set<String> common = new LinkedHashSet<>(carried(last.get(0), known));
            last.forEach(base -> common.retainAll(carried(base, known)));
            carried.addAll(common);
        }
        return carried;
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
