package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.StepKind;
import dev.tocsin.timeline.DrillInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a {@link Drill} of its file. The schema has been checked first, so that reading cannot fail half-way. */
final class DrillLoader {
    private static final Set<String> STEP_KEYS = Set.of("id", "expect", "within", "hold", "because");
    private final Library library;
    private final List<Problem> problems = new ArrayList<>();

    DrillLoader(Library library) {
        this.library = library;
    }

    Drill load(Path path) {
        YamlFile file = YamlFile.read(path, path.toString());
        problems.addAll(Schemas.drillCheck().check(file));
        if (problems.isEmpty()) {
            new References(library, problems).check(file, Library.nameOf(path));
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        Drill drill = drill(file, path);
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        return drill;
    }

    private Drill drill(YamlFile file, Path path) {
        JsonNode tree = file.tree();
        List<Response> contain = responses(file, "contain");
        List<Response> eradicate = responses(file, "eradicate");
        List<Response> recover = responses(file, "recover");
        Map<String, Procedure> procedures = new LinkedHashMap<>();
        for (List<Response> responses : List.of(contain, eradicate, recover)) {
            for (Response response : responses) {
                if (response.procedure() != null) {
                    procedures.computeIfAbsent(response.procedure(), this::procedure);
                }
            }
        }
        Map<String, String> fixtures = new LinkedHashMap<>();
        for (JsonNode name : tree.at("/cluster/fixtures")) {
            fixtures.put(name.asText(), read(library.fixture(name.asText())));
        }
        return new Drill(
                info(file),
                path,
                read(path),
                fixtures,
                procedures,
                steady(file),
                steps(file, "/inject"),
                detect(file),
                contain,
                eradicate,
                recover,
                steps(file, "/benign"));
    }

    private static DrillInfo info(YamlFile file) {
        JsonNode metadata = file.tree().path("metadata");
        return new DrillInfo(
                metadata.path("name").asText(),
                metadata.path("title").asText(),
                metadata.path("description").asText("").strip(),
                file.name(),
                metadata.path("tactic").asText(),
                texts(metadata.path("techniques")),
                texts(metadata.path("covers")),
                text(metadata, "severity"),
                text(metadata, "owner"));
    }

    private List<Steady> steady(YamlFile file) {
        List<Steady> steady = new ArrayList<>();
        for (int i = 0; i < file.tree().path("steady").size(); i++) {
            ObjectNode node = (ObjectNode) file.tree().path("steady").get(i).deepCopy();
            Duration every = duration(node, "every", Duration.ofMillis(200));
            Duration maxGap = duration(node, "maxGap", Duration.ofSeconds(1));
            node.remove(List.of("every", "maxGap"));
            steady.add(new Steady(step(file, "/steady/" + i, node), every, maxGap));
        }
        return steady;
    }

    private List<Step> steps(YamlFile file, String pointer) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode node : file.tree().at(pointer)) {
            steps.add(step(file, pointer + "/" + steps.size(), (ObjectNode) node));
        }
        return steps;
    }

    private Step step(YamlFile file, String pointer, ObjectNode node) {
        List<String> kinds = new ArrayList<>();
        node.fieldNames().forEachRemaining(kinds::add);
        kinds.removeAll(STEP_KEYS);
        if (kinds.size() != 1) {
            problems.add(file.at(
                    pointer,
                    kinds.isEmpty()
                            ? "This step does nothing. Give it one kind, such as patch, create, exec or http."
                            : "This step has " + kinds.size() + " kinds (" + String.join(", ", kinds)
                                    + "). Make each a step of its own."));
        }
        String kind = kinds.isEmpty() ? "" : kinds.get(0);
        JsonNode params = node.path(kind);
        StepKind known = Kinds.onClassPath().steps().get(kind);
        if (known != null && params instanceof ObjectNode object) {
            known.check(object)
                    .forEach(fault -> problems.add(file.at(pointer + "/" + kind + fault.pointer(), fault.message())));
        }
        JsonNode expect = known == null || node.has("expect") ? node.path("expect") : Schemas.expects(known);
        return new Step(
                node.path("id").asText(kind),
                kind,
                params instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(),
                expect instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(),
                duration(node, "within", Duration.ZERO),
                duration(node, "hold", Duration.ZERO),
                text(node, "because"),
                file.position(pointer));
    }

    private static List<Detect> detect(YamlFile file) {
        List<Detect> detect = new ArrayList<>();
        for (JsonNode node : file.tree().path("detect")) {
            detect.add(new Detect(
                    node.path("rule").asText(),
                    duration(node, "within", Duration.ZERO),
                    text(node, "because"),
                    file.position("/detect/" + detect.size())));
        }
        return detect;
    }

    private List<Response> responses(YamlFile file, String phase) {
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

    private Procedure procedure(String name) {
        try {
            return new ProcedureLoader().load(library.procedure(name));
        } catch (ScenarioException e) {
            problems.addAll(e.problems());
            return new Procedure(name, "", List.of());
        }
    }

    static Duration duration(JsonNode node, String key, Duration otherwise) {
        return node.has(key) ? Durations.parse(node.path(key).asText()) : otherwise;
    }

    static @org.jspecify.annotations.Nullable String text(JsonNode node, String key) {
        return node.hasNonNull(key) ? node.path(key).asText() : null;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
