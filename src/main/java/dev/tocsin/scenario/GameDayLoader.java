package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.step.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks a game day's file and makes a {@link GameDay} of it. */
final class GameDayLoader {
    private static final int NEVER = Integer.MAX_VALUE;
    private static final int LAST = 20;

    private GameDayLoader() {}

    /** Every finding of a game day's file, by place. */
    static List<Finding> check(Library library, YamlFile file, Path path) {
        List<Finding> findings = new ArrayList<>(file.findings());
        if (file.isReadable()) {
            findings.addAll(Schemas.gameDayCheck().check(file));
            // What has the wrong form cannot be looked into further.
            findings.addAll(
                    findings.isEmpty() ? new GameDayCheck(library, file, day(file, path)).findings() : List.of());
        }
        return findings.stream().distinct().sorted(Finding.BY_PLACE).toList();
    }

    /** @throws ScenarioException with every mistake in the file */
    static GameDay load(Library library, Path path) {
        YamlFile file = YamlReader.read(path, path.toString());
        List<Finding> errors =
                check(library, file, path).stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            throw new ScenarioException(errors);
        }
        return day(file, path);
    }

    /** The drills of each part, by its place on the agenda. */
    static Map<Integer, List<String>> drills(Library library, GameDay day, long seed) {
        return new Agenda(library.infos()).of(parts(day), seed);
    }

    static Map<Integer, GameDay.Drills> parts(GameDay day) {
        Map<Integer, GameDay.Drills> parts = new LinkedHashMap<>();
        for (int i = 0; i < day.agenda().size(); i++) {
            if (day.agenda().get(i) instanceof GameDay.Drills part) {
                parts.put(i, part);
            }
        }
        return parts;
    }

    private static GameDay day(YamlFile file, Path path) {
        JsonNode tree = file.tree();
        JsonNode stop = tree.path("stop");
        return new GameDay(
                Library.nameOf(path),
                tree.at("/metadata/title").asText(),
                tree.at("/metadata/description").asText().strip(),
                tree.at("/metadata/owner").asText(),
                path,
                file.text(),
                DrillLoader.duration(tree, "budget", Duration.ZERO),
                new GameDay.Stop(
                        stop.path("notHeld").asInt(NEVER),
                        stop.path("inconclusive").asInt(NEVER),
                        stop.path("unanswered").asInt(NEVER)),
                each(tree.path("agenda"), GameDayLoader::part),
                each(tree.path("targets"), GameDayLoader::target),
                each(tree.path("participants"), GameDayLoader::person),
                each(tree.path("approvers"), GameDayLoader::person),
                new GameDay.Compare(tree.at("/compare/last").asInt(LAST), GameDay.Compare.slowerFails(tree)),
                each(
                        tree.path("notify"),
                        node -> new GameDay.Notice(
                                node.path("form").asText().equals("chat"),
                                node.path("env").asText(),
                                node.path("when").asText().equals("change"))));
    }

    private static GameDay.Part part(JsonNode node) {
        JsonNode ask = node.path("ask");
        JsonNode tell = node.path("tell");
        JsonNode drills = node.path("drills");
        if (!ask.isMissingNode()) {
            return new GameDay.Ask(
                    ask.path("id").asText(),
                    ask.path("question").asText(),
                    ask.path("of").asText(),
                    Durations.parse(ask.path("within").asText()));
        }
        if (!tell.isMissingNode()) {
            return new GameDay.Tell(
                    each(tell.path("to"), JsonNode::asText),
                    tell.path("what").asText(),
                    DrillLoader.text(tell, "contact"),
                    DrillLoader.text(tell, "env"));
        }
        return new GameDay.Drills(
                each(drills.path("names"), JsonNode::asText),
                DrillLoader.text(drills, "tactic"),
                each(drills.path("tags"), JsonNode::asText),
                drills.path("draw").asInt(),
                drills.path("sideBySide").asInt(1),
                drills.path("repeat").asInt(1),
                drills.path("onOneCluster").asBoolean());
    }

    private static Target target(JsonNode node) {
        return new Target(
                node.path("drill").asText(),
                node.path("objective").asText(),
                DrillLoader.text(node, "of"),
                Durations.parse(node.path("within").asText()),
                node.path("because").asText());
    }

    private static GameDay.Person person(JsonNode node) {
        return new GameDay.Person(node.path("name").asText(), node.path("role").asText());
    }

    private static <T> List<T> each(JsonNode list, java.util.function.Function<JsonNode, T> made) {
        List<T> all = new ArrayList<>();
        list.forEach(node -> all.add(made.apply(node)));
        return List.copyOf(all);
    }
}
