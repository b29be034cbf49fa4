package dev.tocsin.sigma;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads one document of a rule file; every mistake is noted at its place. */
final class RuleParser {
    private static final Set<String> HEAD = Set.of(
            "title",
            "id",
            "name",
            "related",
            "status",
            "description",
            "references",
            "author",
            "date",
            "modified",
            "tags",
            "falsepositives",
            "level",
            "license",
            "scope",
            "taxonomy");
    private static final Set<String> EVENT = Set.of("logsource", "detection", "fields");
    private static final Set<String> LEVELS = Set.of("informational", "low", "medium", "high", "critical");
    private static final Set<String> RELATIONS = Set.of("derived", "obsolete", "merged", "renamed", "similar");
    private final String file;
    private final Map<String, List<String>> lists;
    private final List<String> problems;

    /** @param lists the values of placeholders, by their names */
    RuleParser(String file, Map<String, List<String>> lists, List<String> problems) {
        this.file = file;
        this.lists = lists;
        this.problems = problems;
    }

    /** The rule, or null if it has mistakes. */
    @Nullable
    Rule parse(String name, Node document) {
        int before = problems.size();
        Map<String, Node> top = Yaml.entries(document, this::problem);
        boolean correlation = top.containsKey("correlation");
        Set<String> own = correlation ? Set.of("correlation") : EVENT;
        top.forEach((key, value) -> {
            if (!HEAD.contains(key) && !own.contains(key)) {
                problem(value, "Unknown key '" + key + "'. Allowed: " + allowed(own));
            }
        });
        for (String key : correlation
                ? List.of("title", "id", "level")
                : List.of("title", "id", "level", "logsource", "detection")) {
            if (!top.containsKey(key)) {
                problem(document, "The key '" + key + "' is missing");
            }
        }
        if (problems.size() > before) {
            return null;
        }
        RuleInfo info = info(name, top);
        Rule rule = correlation
                ? new CorrelationParser(this::problem).parse(info, top.get("correlation"))
                : event(info, top);
        return problems.size() > before ? null : rule;
    }

    private static List<String> allowed(Set<String> own) {
        List<String> keys = new ArrayList<>(HEAD);
        keys.addAll(own);
        return keys.stream().sorted().toList();
    }

    private RuleInfo info(String name, Map<String, Node> top) {
        String id = Yaml.scalar(top.get("id"));
        if (!uuid(id)) {
            problem(top.get("id"), "'" + id + "' is not a UUID in lower case");
        }
        String level = Yaml.scalar(top.get("level"));
        if (!LEVELS.contains(level)) {
            problem(
                    top.get("level"),
                    "'" + level + "' is not a level. Allowed: "
                            + LEVELS.stream().sorted().toList());
        }
        return new RuleInfo(
                name,
                Yaml.scalar(top.get("name")),
                id,
                Yaml.scalar(top.get("title")),
                level,
                Yaml.texts(top.get("tags")),
                related(top.get("related")));
    }

    private static boolean uuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private List<RuleInfo.Related> related(@Nullable Node node) {
        List<RuleInfo.Related> related = new ArrayList<>();
        for (Node one : node instanceof SequenceNode list ? list.getValue() : List.<Node>of()) {
            Map<String, Node> entry = Yaml.entries(one, this::problem);
            String id = Yaml.scalar(entry.get("id"));
            String type = Yaml.scalar(entry.get("type"));
            if (!uuid(id) || !RELATIONS.contains(type)) {
                problem(
                        one,
                        "A relation is an 'id' (a UUID) and a 'type'. Types: "
                                + RELATIONS.stream().sorted().toList());
            }
            related.add(new RuleInfo.Related(id, type));
        }
        return related;
    }

    private EventRule event(RuleInfo info, Map<String, Node> top) {
        Map<String, Node> source = Yaml.entries(top.get("logsource"), this::problem);
        LogSource logSource = new LogSource(
                Yaml.scalar(source.get("category")),
                Yaml.scalar(source.get("product")),
                Yaml.scalar(source.get("service")));
        Expr condition = detection(top.get("detection"), Mapping.of(logSource).with(lists));
        return new EventRule(
                info,
                logSource,
                Yaml.texts(top.get("fields")).stream().map(FieldPath::of).toList(),
                condition);
    }

    private Expr detection(Node node, Mapping mapping) {
        Map<String, Node> entries = new LinkedHashMap<>(Yaml.entries(node, this::problem));
        Node text = entries.remove("condition");
        Set<String> mentioned = new LinkedHashSet<>();
        entries.values().forEach(selection -> SelectionParser.fieldsOf(selection, mentioned));
        SelectionParser parser = new SelectionParser(this::problem, mapping, mentioned);
        Map<String, Expr> selections = new LinkedHashMap<>();
        entries.forEach((name, selection) -> selections.put(name, parser.selection(selection)));
        List<String> conditions = Yaml.texts(text);
        if (conditions.isEmpty()) {
            problem(text == null ? node : text, "The detection needs a condition, a text or a list of texts");
            return new Expr.Any(List.of());
        }
        Set<String> unread = new LinkedHashSet<>(selections.keySet());
        List<Expr> any = new ArrayList<>();
        for (String condition : conditions) {
            try {
                Condition parsed = new Condition(condition, selections);
                any.add(parsed.parse());
                unread.removeAll(parsed.used());
            } catch (IllegalArgumentException e) {
                problem(text, String.valueOf(e.getMessage()));
                return new Expr.Any(List.of());
            }
        }
        unread.forEach(one -> problem(entries.get(one), "The condition never reads the selection '" + one + "'"));
        return any.size() == 1 ? any.get(0) : new Expr.Any(any);
    }

    private void problem(@Nullable Node node, String sentence) {
        problems.add(file + ":" + Yaml.place(node) + ": " + sentence + ".");
    }
}
