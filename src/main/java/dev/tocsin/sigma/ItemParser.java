package dev.tocsin.sigma;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a selection's lines and turns each into an expression. */
final class ItemParser {
    private static final Pattern PLACEHOLDER = Pattern.compile("%([A-Za-z0-9_]+)%");
    private final BiConsumer<Node, String> problem;
    private final Map<String, List<String>> placeholders;

    ItemParser(BiConsumer<Node, String> problem, Map<String, List<String>> placeholders) {
        this.problem = problem;
        this.placeholders = placeholders;
    }

    Item read(Node key, Node value) {
        String[] parts = Yaml.scalar(key).split("\\|", -1);
        List<Modifier> modifiers = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            Optional<Modifier> modifier = Modifier.named(parts[i]);
            if (modifier.isEmpty()) {
                problem.accept(
                        key,
                        "The modifier '" + parts[i] + "' is not supported. Supported: "
                                + String.join(", ", Modifier.names()));
            }
            modifier.ifPresent(modifiers::add);
        }
        List<@Nullable String> values = new ArrayList<>();
        for (Node one : value instanceof SequenceNode list ? list.getValue() : List.of(value)) {
            if (one instanceof ScalarNode scalar) {
                values.add(scalar.getTag().equals(Tag.NULL) ? null : scalar.getValue());
            } else {
                problem.accept(one, "Expected a value or a list of values");
            }
        }
        return new Item(parts[0], modifiers, values, value);
    }

    Expr expression(Item item) {
        try {
            Expr expr = positive(item);
            return item.modifiers().contains(Modifier.NEQ) ? expr.differs() : expr;
        } catch (IllegalArgumentException e) {
            problem.accept(item.at(), String.valueOf(e.getMessage()));
            return new Expr.Any(List.of());
        }
    }

    private Expr positive(Item item) {
        boolean all = item.modifiers().contains(Modifier.ALL);
        if (item.field().isEmpty()) {
            return new Expr.Keywords(matchers(item, Text.How.CONTAINS), all);
        }
        FieldPath path = FieldPath.of(item.field());
        if (item.modifiers().contains(Modifier.EXISTS)) {
            String wanted = String.valueOf(item.values().get(0));
            if (!wanted.equals("true") && !wanted.equals("false")) {
                throw new IllegalArgumentException("'exists' takes true or false, not '" + wanted + "'");
            }
            return new Expr.Exists(path, wanted.equals("true"));
        }
        if (item.modifiers().contains(Modifier.FIELDREF)) {
            boolean cased = item.modifiers().contains(Modifier.CASED);
            List<FieldPath> others = item.values().stream()
                    .map(other -> FieldPath.of(String.valueOf(other)))
                    .toList();
            Text.How how = how(item.modifiers());
            return all
                    ? new Expr.All(others.stream()
                            .map(one -> (Expr) new Expr.SameAs(path, List.of(one), how, cased, false))
                            .toList())
                    : new Expr.SameAs(path, others, how, cased, false);
        }
        return Expr.Compare.of(path, matchers(item, how(item.modifiers())), all);
    }

    private static Text.How how(List<Modifier> modifiers) {
        return modifiers.contains(Modifier.CONTAINS)
                ? Text.How.CONTAINS
                : modifiers.contains(Modifier.STARTSWITH)
                        ? Text.How.STARTS
                        : modifiers.contains(Modifier.ENDSWITH) ? Text.How.ENDS : Text.How.EQUAL;
    }

    private List<Matcher> matchers(Item item, Text.How how) {
        return item.values().stream().map(value -> matcher(value, item, how)).toList();
    }

    private Matcher matcher(@Nullable String value, Item item, Text.How how) {
        if (value == null) {
            return Matcher.ABSENT;
        }
        List<Modifier> modifiers = item.modifiers();
        if (modifiers.contains(Modifier.RE)) {
            return regex(value, modifiers);
        }
        if (modifiers.contains(Modifier.CIDR)) {
            return Cidr.parse(value)::contains;
        }
        for (Modifier order : List.of(Modifier.LT, Modifier.LTE, Modifier.GT, Modifier.GTE)) {
            if (modifiers.contains(order)) {
                return compare(number(value), order);
            }
        }
        boolean cased = modifiers.contains(Modifier.CASED);
        List<Matcher> forms = expanded(value, modifiers)
                .flatMap(text -> Encodings.of(text, modifiers).stream())
                .map(text -> Glob.of(text, how, cased))
                .toList();
        return forms.size() == 1 ? forms.get(0) : new AnyForm(forms, !cased);
    }

    /** A rule's text in several forms. */
    private record AnyForm(List<Matcher> forms, boolean onFolded) implements Matcher {
        @Override
        public boolean test(@Nullable Object seen) {
            return forms.stream().anyMatch(form -> form.test(seen));
        }
    }

    private Stream<String> expanded(String value, List<Modifier> modifiers) {
        if (!modifiers.contains(Modifier.EXPAND)) {
            return Stream.of(value);
        }
        java.util.regex.Matcher found = PLACEHOLDER.matcher(value);
        if (!found.find()) {
            return Stream.of(value);
        }
        MatchResult first = found.toMatchResult();
        List<String> known = placeholders.get(first.group(1));
        if (known == null) {
            throw new IllegalArgumentException(
                    "The placeholder %" + first.group(1) + "% has no values: neither the library's rules/" + Lists.FILE
                            + " nor the mapping of this log source has that list");
        }
        return known.stream()
                .flatMap(one -> expanded(
                        value.substring(0, first.start()) + Glob.escaped(one) + value.substring(first.end()),
                        modifiers));
    }

    private static Matcher regex(String text, List<Modifier> modifiers) {
        int flags = (modifiers.contains(Modifier.I) ? com.google.re2j.Pattern.CASE_INSENSITIVE : 0)
                | (modifiers.contains(Modifier.M) ? com.google.re2j.Pattern.MULTILINE : 0)
                | (modifiers.contains(Modifier.S) ? com.google.re2j.Pattern.DOTALL : 0);
        try {
            com.google.re2j.Pattern compiled = com.google.re2j.Pattern.compile(text, flags);
            return seen ->
                    seen != null && compiled.matcher(String.valueOf(seen)).find();
        } catch (com.google.re2j.PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a regular expression: " + e.getDescription()
                            + ". Look-around and back-references are not supported",
                    e);
        }
    }

    private static Matcher compare(BigDecimal limit, Modifier how) {
        return seen -> {
            if (!(seen instanceof Number)) {
                return false;
            }
            int order = number(String.valueOf(seen)).compareTo(limit);
            return switch (how) {
                case LT -> order < 0;
                case LTE -> order <= 0;
                case GT -> order > 0;
                default -> order >= 0;
            };
        };
    }

    private static BigDecimal number(String value) {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + value + "' is not a number", e);
        }
    }
}
