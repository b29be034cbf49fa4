package dev.tocsin.sigma;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code correlation} part of a rule. */
final class CorrelationParser {
    private static final Set<String> KEYS =
            Set.of("type", "rules", "group-by", "timespan", "condition", "aliases", "generate");
    private static final Pattern TIMESPAN = Pattern.compile("([1-9][0-9]{0,6})([smhd])");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,7}");
    private final BiConsumer<@Nullable Node, String> problem;

    CorrelationParser(BiConsumer<@Nullable Node, String> problem) {
        this.problem = problem;
    }

    CorrelationRule parse(RuleInfo info, Node node) {
        Map<String, Node> entries = Yaml.entries(node, problem::accept);
        entries.forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                problem.accept(
                        value,
                        "Unknown key '" + key + "' in a correlation. Allowed: "
                                + KEYS.stream().sorted().toList());
            }
        });
        CorrelationRule.Type type = type(entries.get("type"), node);
        List<String> rules = Yaml.texts(entries.get("rules"));
        if (rules.isEmpty()) {
            problem.accept(node, "A correlation needs 'rules': ids or names of other rules");
        }
        Map<String, Node> condition = Yaml.entries(entries.get("condition"), problem::accept);
        boolean counts = type == CorrelationRule.Type.EVENT_COUNT || type == CorrelationRule.Type.VALUE_COUNT;
        String field = Yaml.scalar(condition.get("field"));
        if (type == CorrelationRule.Type.VALUE_COUNT && field.isEmpty()) {
            problem.accept(node, "value_count needs 'field' in its condition: whose values are counted");
        }
        return new CorrelationRule(
                info,
                type,
                rules,
                Yaml.texts(entries.get("group-by")),
                aliases(entries.get("aliases")),
                timespan(entries.get("timespan"), node),
                counts ? threshold(condition, node) : null,
                field.isEmpty() ? null : field,
                Yaml.scalar(entries.get("generate")).equals("true"));
    }

    private CorrelationRule.Type type(@Nullable Node node, Node correlation) {
        String text = Yaml.scalar(node);
        return Arrays.stream(CorrelationRule.Type.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseGet(() -> {
                    problem.accept(
                            node == null ? correlation : node,
                            "'" + text + "' is not a supported type of correlation. Supported: "
                                    + Arrays.stream(CorrelationRule.Type.values())
                                            .map(one -> one.name().toLowerCase(Locale.ROOT))
                                            .toList());
                    return CorrelationRule.Type.TEMPORAL;
                });
    }

    private Duration timespan(@Nullable Node node, Node correlation) {
        Matcher form = TIMESPAN.matcher(Yaml.scalar(node));
        if (!form.matches()) {
            problem.accept(
                    node == null ? correlation : node, "A correlation needs a 'timespan' such as 30s, 5m, 1h or 1d");
            return Duration.ZERO;
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private CorrelationRule.@Nullable Threshold threshold(Map<String, Node> condition, Node correlation) {
        Map<String, Node> orders = new LinkedHashMap<>(condition);
        orders.remove("field");
        if (orders.size() != 1) {
            problem.accept(correlation, "The condition needs one of gt, gte or eq, with a number");
            return null;
        }
        String order = orders.keySet().iterator().next();
        Node value = orders.get(order);
        if (!Set.of("gt", "gte", "eq").contains(order)) {
            problem.accept(
                    value,
                    "'" + order
                            + "' is not supported: only what has happened can be seen at once, so gt, gte and eq are");
            return null;
        }
        if (!COUNT.matcher(Yaml.scalar(value)).matches() || Yaml.scalar(value).matches("0+") && !order.equals("gt")) {
            problem.accept(value, "'" + Yaml.scalar(value) + "' is not a number that can be counted up to");
            return null;
        }
        int number = Integer.parseInt(Yaml.scalar(value));
        return new CorrelationRule.Threshold(order.equals("gt") ? number + 1 : number, order.equals("eq"));
    }

    private Map<String, Map<String, String>> aliases(@Nullable Node node) {
        Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
        Yaml.entries(node, problem::accept).forEach((alias, rules) -> {
            Map<String, String> fields = new LinkedHashMap<>();
            Yaml.entries(rules, problem::accept).forEach((rule, field) -> fields.put(rule, Yaml.scalar(field)));
            aliases.put(alias, fields);
        });
        return aliases;
    }
}
