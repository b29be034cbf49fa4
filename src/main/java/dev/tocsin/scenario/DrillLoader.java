package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Durations;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.StepKind;
import dev.tocsin.timeline.DrillInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a drill's file and makes a {@link Drill} of it. One path for both: what lint finds is what stops a run, and the
 * schema has been checked before anything is read, so that reading cannot fail half-way.
 */
final class DrillLoader {
    private static final Set<String> STEP_KEYS =
            Set.of("id", "expect", "capture", "public", "within", "hold", "because");
    private final Library library;

    DrillLoader(Library library) {
        this.library = library;
    }

    /** Every finding of a drill's file, by place. */
    List<Finding> check(YamlFile file, Path path) {
        List<Finding> findings = new ArrayList<>(file.findings());
        if (file.isReadable()) {
            findings.addAll(Rows.check(file));
            for (Rows.Row row : Rows.of(file)) {
                YamlFile drill = row.file();
                List<Finding> form = Schemas.drillCheck().check(drill);
                findings.addAll(form);
                // What has the wrong form is not looked into further: one mistake, one finding.
                Set<Position> judged = form.stream()
                        .filter(finding -> finding.check() != Check.MISSING_KEY)
                        .map(Finding::at)
                        .collect(Collectors.toSet());
                Stream.of(
                                kinds(drill),
                                References.check(library, drill, path),
                                Placeholders.check(drill),
                                Identities.check(library, drill),
                                Nodes.check(drill),
                                ClusterOptions.check(drill),
                                Detections.check(library, drill),
                                Suspicions.check(drill))
                        .flatMap(List::stream)
                        .filter(finding -> !judged.contains(finding.at()))
                        .forEach(findings::add);
            }
        }
        return findings.stream().distinct().sorted(Finding.BY_PLACE).toList();
    }

    /** @throws ScenarioException with every mistake in the file and in the procedures that it names */
    Drill load(Path path, String name) {
        YamlFile file = YamlReader.read(path, path.toString());
        List<Finding> errors =
                check(file, path).stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            throw new ScenarioException(errors);
        }
        String base = Library.nameOf(path);
        YamlFile row = Rows.of(file).stream()
                .filter(one -> name.equals(base + one.suffix()))
                .map(Rows.Row::file)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The drill " + base + " has no row " + name));
        return drill(row, path, name);
    }

    private Drill drill(YamlFile file, Path path, String name) {
        JsonNode tree = file.tree();
        List<Response> contain = responses(file, "contain");
        List<Response> eradicate = responses(file, "eradicate");
        List<Response> recover = responses(file, "recover");
        Map<String, Procedure> procedures = new LinkedHashMap<>();
        for (List<Response> responses : List.of(contain, eradicate, recover)) {
            for (Response response : responses) {
                if (response.procedure() != null) {
                    procedures.computeIfAbsent(
                            response.procedure(), one -> ProcedureLoader.load(library.procedure(one)));
                }
            }
        }
        Map<String, String> fixtures = new LinkedHashMap<>();
        for (JsonNode fixture : tree.at("/cluster/fixtures")) {
            fixtures.put(fixture.asText(), FixtureText.read(library.fixture(fixture.asText()), library.root()));
        }
        return new Drill(
                info(file, name),
                path,
                file.text(),
                new Machines(
                        tree.at("/cluster/agents").asInt(),
                        tree.at("/cluster/datastore").asText("sqlite"),
                        tree.at("/cluster/disk").asInt()),
                fixtures,
                procedures,
                steady(file),
                ledger(file),
                rto(file),
                steps(file, "/inject"),
                detect(file),
                contain,
                eradicate,
                recover,
                steps(file, "/benign"));
    }

    /** Each step has one kind. */
    private static List<Finding> kinds(YamlFile file) {
        List<Finding> findings = new ArrayList<>();
        for (String list : List.of("/inject", "/benign")) {
            kinds(file, list, findings);
        }
        for (String phase : List.of("/contain", "/eradicate", "/recover")) {
            for (int i = 0; i < file.tree().at(phase).size(); i++) {
                kinds(file, phase + "/" + i + "/prove", findings);
            }
        }
        return findings;
    }

    private static void kinds(YamlFile file, String list, List<Finding> findings) {
        for (int i = 0; i < file.tree().at(list).size(); i++) {
            JsonNode step = file.tree().at(list).path(i);
            List<String> kinds = kindsOf(step);
            if (kinds.stream().anyMatch(Kinds.onClassPath().steps()::containsKey)) {
                kinds.retainAll(Kinds.onClassPath().steps().keySet()); // the others are slips, and said to be
            }
            if (step.isObject() && kinds.isEmpty()) {
                findings.add(file.at(
                        Check.NO_KIND,
                        list + "/" + i,
                        "This step does nothing. Give it one kind, such as patch, create, exec or http."));
            } else if (kinds.size() > 1) {
                findings.add(file.at(
                        Check.SEVERAL_KINDS,
                        list + "/" + i,
                        "This step has " + kinds.size() + " kinds (" + String.join(", ", kinds)
                                + "). Make each a step of its own."));
            } else if (kinds.size() == 1) {
                faults(file, list + "/" + i + "/" + kinds.get(0), kinds.get(0), step.path(kinds.get(0)), findings);
            }
        }
    }

    /** Mistakes that only the kind itself can see. */
    private static void faults(YamlFile file, String pointer, String kind, JsonNode params, List<Finding> findings) {
        StepKind known = Kinds.onClassPath().steps().get(kind);
        if (known != null && params instanceof ObjectNode object) {
            known.check(object)
                    .forEach(fault ->
                            findings.add(file.at(Check.BAD_VALUE, pointer + fault.pointer(), fault.message())));
        }
    }

    private static List<String> kindsOf(JsonNode step) {
        List<String> kinds = new ArrayList<>();
        step.fieldNames().forEachRemaining(kinds::add);
        kinds.removeAll(STEP_KEYS);
        return kinds;
    }

    static DrillInfo info(YamlFile file, String name) {
        JsonNode metadata = file.tree().path("metadata");
        return new DrillInfo(
                name,
                metadata.path("title").asText(),
                metadata.path("description").asText("").strip(),
                file.name(),
                metadata.path("tactic").asText(),
                texts(metadata.path("techniques")),
                texts(metadata.path("covers")),
                text(metadata, "severity"),
                text(metadata, "owner"));
    }

    private static List<Steady> steady(YamlFile file) {
        List<Steady> steady = new ArrayList<>();
        for (int i = 0; i < file.tree().path("steady").size(); i++) {
            ObjectNode node = (ObjectNode) file.tree().path("steady").path(i).deepCopy();
            Duration every = duration(node, "every", Duration.ofMillis(200));
            Duration maxGap = duration(node, "maxGap", Duration.ofSeconds(1));
            int maxFailed = node.path("maxFailed").asInt();
            node.remove(List.of("every", "maxGap", "maxFailed"));
            steady.add(new Steady(step(file, "/steady/" + i, node), every, maxGap, maxFailed));
        }
        return steady;
    }

    private static @Nullable Ledger ledger(YamlFile file) {
        JsonNode node = file.tree().path("ledger");
        if (node.isMissingNode()) {
            return null;
        }
        return new Ledger(
                node.path("address").asText(),
                node.path("database").asText(),
                node.path("secret").asText(),
                text(node, "archive"),
                node.path("append").asText(),
                node.path("numbers").asText(),
                node.path("first").asLong(1),
                duration(node, "every", Duration.ofMillis(50)),
                node.at("/rpo/rows").asInt(),
                duration(node.path("rpo"), "time", Duration.ZERO),
                text(node.path("rpo"), "because"),
                file.position("/ledger/rpo"));
    }

    private static @Nullable Rto rto(YamlFile file) {
        JsonNode node = file.tree().path("rto");
        return node.isMissingNode()
                ? null
                : new Rto(duration(node, "within", Duration.ZERO), text(node, "because"), file.position("/rto"));
    }

    private static List<Step> steps(YamlFile file, String pointer) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode node : file.tree().at(pointer)) {
            steps.add(step(file, pointer + "/" + steps.size(), (ObjectNode) node));
        }
        return steps;
    }

    private static Step step(YamlFile file, String pointer, ObjectNode node) {
        String kind = kindsOf(node).get(0);
        Map<String, String> capture = new LinkedHashMap<>();
        node.path("capture")
                .properties()
                .forEach(entry -> capture.put(entry.getKey(), entry.getValue().asText()));
        return new Step(
                node.path("id").asText(kind),
                kind,
                (ObjectNode) node.path(kind),
                node.path("expect") instanceof ObjectNode expect
                        ? expect
                        : Schemas.expects(Kinds.onClassPath().step(kind)),
                capture,
                Set.copyOf(texts(node.path("public"))),
                duration(node, "within", Duration.ZERO),
                duration(node, "hold", Duration.ZERO),
                text(node, "because"),
                file.position(pointer),
                false);
    }

    private static List<Detect> detect(YamlFile file) {
        List<Detect> detect = new ArrayList<>();
        for (JsonNode node : file.tree().path("detect")) {
            detect.add(new Detect(
                    node.path("rule").asText(),
                    node.path("about") instanceof ObjectNode about ? about : JsonNodeFactory.instance.objectNode(),
                    duration(node, "within", Duration.ZERO),
                    text(node, "because"),
                    file.position("/detect/" + detect.size())));
        }
        return detect;
    }

    private static List<Response> responses(YamlFile file, String phase) {
        List<Response> responses = new ArrayList<>();
        for (JsonNode node : file.tree().path(phase)) {
            String pointer = "/" + phase + "/" + responses.size();
            responses.add(new Response(
                    text(node, "procedure"),
                    text(node, "on"),
                    duration(node, "within", Duration.ZERO),
                    text(node, "because"),
                    steps(file, pointer + "/prove"),
                    file.position(pointer)));
        }
        return responses;
    }

    static Duration duration(JsonNode node, String key, Duration otherwise) {
        return node.has(key) ? Durations.parse(node.path(key).asText()) : otherwise;
    }

    static @Nullable String text(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.path(key).asText() : null;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
