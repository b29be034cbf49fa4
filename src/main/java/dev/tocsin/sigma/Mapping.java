package dev.tocsin.sigma;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What published rules call the parts of an event, and what a record has instead; what Sigma's tools call a pipeline.
 *
 * @param logSource the rules that it is for
 * @param fields a rule's field to what it is in a record; several: any of them
 * @param rewrites values that a record never has
 * @param absences fields that a rule which does not mention them means to be absent
 * @param caseless fields whose regular expressions disregard case
 * @param placeholders values for {@code expand}
 */
record Mapping(
        LogSource logSource,
        Map<String, List<String>> fields,
        List<Rewrite> rewrites,
        List<Absence> absences,
        List<String> caseless,
        Map<String, List<String>> placeholders) {

    /** For rules whose log source has no mapping. */
    static final Mapping NONE =
            new Mapping(new LogSource("", "", ""), Map.of(), List.of(), List.of(), List.of(), Map.of());

    /** Kubernetes' audit records. */
    static final Mapping KUBERNETES_AUDIT = resource("/sigma/kubernetes-audit.yml");

    /** What Linux does for programs, in Falco's fields. */
    static final Mapping LINUX = resource("/sigma/linux.yml");

    /** A line {@code field: value}, beside lines that have one of some values, is replaced by another line. */
    record Rewrite(String field, String value, Map<String, List<String>> beside, String to, List<String> values) {
        boolean applies(Item item, List<Item> all) {
            return item.field().equals(field)
                    && item.modifiers().isEmpty()
                    && item.values().equals(List.of(value))
                    && beside.entrySet().stream().allMatch(one -> all.stream()
                            .anyMatch(other -> other.field().equals(one.getKey())
                                    && other.modifiers().isEmpty()
                                    && one.getValue().containsAll(other.values())));
        }
    }

    /** A rule that names {@code with} and never {@code field} means events without {@code field}. */
    record Absence(String field, String with) {}

    static Mapping of(LogSource source) {
        return Stream.of(KUBERNETES_AUDIT, LINUX)
                .filter(mapping -> mapping.logSource.covers(source))
                .findFirst()
                .orElse(NONE);
    }

    /** The same with a library's lists as well; they win over its own. */
    Mapping with(Map<String, List<String>> lists) {
        Map<String, List<String>> all = new java.util.LinkedHashMap<>(placeholders);
        all.putAll(lists);
        return new Mapping(logSource, fields, rewrites, absences, caseless, all);
    }

    /** A selection's lines as records have them: each a list of alternatives. */
    List<List<Item>> apply(List<Item> items, Set<String> mentioned) {
        List<List<Item>> lines = new ArrayList<>();
        for (Item item : items) {
            Item line = rewrites.stream()
                    .filter(rewrite -> rewrite.applies(item, items))
                    .findFirst()
                    .map(rewrite -> new Item(rewrite.to(), List.of(), List.copyOf(rewrite.values()), item.at()))
                    .orElseGet(() -> caseless.contains(item.field()) ? item.caseless() : item);
            lines.add(fields.getOrDefault(line.field(), List.of(line.field())).stream()
                    .map(line::named)
                    .toList());
        }
        for (Absence absence : absences) {
            boolean here = items.stream().anyMatch(item -> item.field().equals(absence.with()));
            if (here && !mentioned.contains(absence.field())) {
                lines.add(List.of(new Item(
                        absence.field(),
                        List.of(Modifier.EXISTS),
                        List.of("false"),
                        items.get(0).at())));
            }
        }
        return lines;
    }

    private static Mapping resource(String name) {
        try (InputStream in = Mapping.class.getResourceAsStream(name)) {
            return read(
                    (Map<?, ?>) new Load(LoadSettings.builder().setLabel(name).build()).loadFromInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static Mapping read(Map<?, ?> file) {
        Map<?, ?> source = map(file.get("logsource"));
        List<Rewrite> rewrites = new ArrayList<>();
        for (Object one : list(file.get("rewrites"))) {
            Map<?, ?> entry = map(one);
            Map.Entry<String, List<String>> to =
                    texts(map(entry.get("by"))).entrySet().iterator().next();
            rewrites.add(new Rewrite(
                    String.valueOf(entry.get("field")),
                    String.valueOf(entry.get("value")),
                    texts(map(entry.get("beside"))),
                    to.getKey(),
                    to.getValue()));
        }
        List<Absence> absences = new ArrayList<>();
        for (Object one : list(file.get("absent"))) {
            absences.add(new Absence(String.valueOf(map(one).get("field")), String.valueOf(map(one).get("with"))));
        }
        return new Mapping(
                new LogSource("", text(source.get("product")), text(source.get("service"))),
                texts(map(file.get("fields"))),
                rewrites,
                absences,
                list(file.get("caseless")).stream().map(String::valueOf).toList(),
                texts(map(file.get("placeholders"))));
    }

    private static String text(@org.jspecify.annotations.Nullable Object node) {
        return node == null ? "" : String.valueOf(node);
    }

    private static Map<?, ?> map(@org.jspecify.annotations.Nullable Object node) {
        return node instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(@org.jspecify.annotations.Nullable Object node) {
        return node instanceof List<?> list ? list : node == null ? List.of() : List.of(node);
    }

    private static Map<String, List<String>> texts(Map<?, ?> map) {
        Map<String, List<String>> texts = new java.util.LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(
                String.valueOf(key), list(value).stream().map(String::valueOf).toList()));
        return texts;
    }
}
