package dev.tocsin.scenario;

import dev.tocsin.timeline.DrillInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks that what a game day names exists, and that each of its parts comes to something. */
final class GameDayCheck {
    private static final String SCHEMA_LINE = "# yaml-language-server: $schema=";
    private final Library library;
    private final YamlFile file;
    private final GameDay day;
    private final Map<String, DrillInfo> drills;
    private final Agenda agenda;
    private final List<Finding> findings = new ArrayList<>();

    GameDayCheck(Library library, YamlFile file, GameDay day) {
        this.library = library;
        this.file = file;
        this.day = day;
        this.drills = library.infos();
        this.agenda = new Agenda(drills);
    }

    List<Finding> findings() {
        if (!file.text().startsWith(SCHEMA_LINE)) {
            findings.add(new Finding(
                    Check.SCHEMA_LINE,
                    new Position(file.name(), 1, 1),
                    "The first line does not point editors to the schema. Begin with '" + SCHEMA_LINE
                            + "../../src/main/resources/schema/gameday-v1.schema.json'.",
                    ""));
        }
        if (!file.tree().at("/metadata/name").asText().equals(day.name())) {
            findings.add(file.at(Check.NAME, "/metadata/name", "The name must be the file's: '" + day.name() + "'."));
        }
        if (day.budget().isZero()) {
            findings.add(file.at(Check.BAD_DURATION, "/budget", "Nothing happens within this time. Give it more."));
        }
        parts();
        questions();
        targets();
        return findings;
    }

    private void parts() {
        Map<Integer, GameDay.Drills> parts = GameDayLoader.parts(day);
        Set<String> tags = new TreeSet<>();
        drills.values().forEach(drill -> tags.addAll(drill.tags()));
        int before = findings.size();
        parts.forEach((place, part) -> {
            String at = "/agenda/" + place + "/drills";
            for (int i = 0; i < part.names().size(); i++) {
                unknownDrill(part.names().get(i), at + "/names/" + i);
            }
            for (int i = 0; i < part.tags().size(); i++) {
                if (!tags.contains(part.tags().get(i))) {
                    findings.add(file.at(
                            Check.NO_DRILL,
                            at + "/tags/" + i,
                            "No drill has the tag '" + part.tags().get(i) + "'."
                                    + Nearest.hint(part.tags().get(i), tags)));
                }
            }
        });
        if (findings.size() == before) {
            agenda.of(parts, 0).forEach((place, names) -> {
                came(place, parts.get(place), names.size());
                if (parts.get(place).onOneCluster()) {
                    together(place, parts.get(place), names);
                }
            });
        }
    }

    private void came(int place, GameDay.Drills part, int to) {
        String at = "/agenda/" + place + "/drills";
        if (part.draw() > to) {
            findings.add(file.at(
                    Check.NO_DRILL,
                    at + "/draw",
                    "There may be only " + to + " to draw from, for no drill is run twice. Draw fewer, or from more."));
        } else if (to == 0) {
            findings.add(file.at(
                    Check.NO_DRILL,
                    at,
                    "No drill meets this that is not in an earlier part. Leave it out, or ask for less."));
        }
    }

    /** What cannot be on one cluster together. */
    private void together(int place, GameDay.Drills part, List<String> names) {
        String at = "/agenda/" + place + "/drills/onOneCluster";
        if (part.sideBySide() > 1 || part.repeat() > 1 || part.draw() > 0) {
            findings.add(file.at(
                    Check.BAD_VALUE,
                    at,
                    "On one cluster drills come one after the other, each once, in the order of their names. Leave out"
                            + " sideBySide, repeat and draw, or this."));
        }
        Drill first = null;
        String ledger = null;
        for (String name : names) {
            Drill drill;
            try {
                drill = library.load(name);
            } catch (ScenarioException e) {
                return; // said for the drill's own file
            }
            if (first == null) {
                first = drill;
            } else if (!first.machines().goesWith(drill.machines())) {
                findings.add(file.at(
                        Check.BAD_VALUE,
                        at,
                        "'" + name + "' needs another datastore or disk than '"
                                + first.info().name() + "'. Drills on one cluster need the same."));
            }
            if (drill.ledger() != null) {
                if (ledger != null) {
                    findings.add(file.at(
                            Check.BAD_VALUE,
                            at,
                            "'" + ledger + "' and '" + name
                                    + "' both count the ledger's rows, and a cluster has one archive."
                                    + " Have one of them on a cluster."));
                }
                ledger = name;
            }
        }
    }

    private void unknownDrill(String name, String pointer) {
        try {
            if (agenda.named(name).isEmpty()) {
                findings.add(file.at(
                        Check.NO_DRILL,
                        pointer,
                        "There is no drill '" + name + "'."
                                + Nearest.hint(name, library.drills().keySet())));
            }
        } catch (java.util.regex.PatternSyntaxException e) {
            findings.add(file.at(Check.BAD_VALUE, pointer, "'" + name + "' is neither a name nor a glob."));
        }
    }

    private void questions() {
        List<String> roles =
                day.participants().stream().map(GameDay.Person::role).toList();
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < day.agenda().size(); i++) {
            if (day.agenda().get(i) instanceof GameDay.Ask ask) {
                String at = "/agenda/" + i + "/ask";
                Integer first = seen.putIfAbsent(ask.id(), i);
                if (first != null) {
                    findings.add(file.at(
                            Check.DUPLICATE_ID,
                            at + "/id",
                            "The id '" + ask.id() + "' is already in line "
                                    + file.position("/agenda/" + first + "/ask/id")
                                            .line() + "."));
                }
                if (!roles.contains(ask.of())) {
                    findings.add(file.at(
                            Check.UNKNOWN_ROLE,
                            at + "/of",
                            "No participant is '" + ask.of() + "', so nobody would answer."
                                    + Nearest.hint(ask.of(), roles)));
                }
            }
        }
    }

    private void targets() {
        for (int i = 0; i < day.targets().size(); i++) {
            Target target = day.targets().get(i);
            String at = "/targets/" + i;
            int before = findings.size();
            unknownDrill(target.drill(), at + "/drill");
            if (target.within().isZero()) {
                findings.add(file.at(Check.BAD_DURATION, at + "/within", "Nothing happens within this time."));
            }
            if (findings.size() == before) {
                target(target, at);
            }
        }
    }

    private void target(Target target, String at) {
        List<String> possible = new ArrayList<>();
        for (String name : agenda.named(target.drill())) {
            try {
                possible.addAll(target.possible(library.load(name)));
            } catch (ScenarioException e) {
                return; // said for the drill's own file
            }
        }
        if (possible.isEmpty()) {
            findings.add(file.at(
                    Check.NO_OBJECTIVE,
                    at + "/objective",
                    "The drill '" + target.drill() + "' demands nothing of '" + target.objective() + "'."));
        } else if (target.of() != null && !possible.contains(target.of())) {
            possible.removeIf(String::isEmpty);
            findings.add(file.at(
                    Check.NO_OBJECTIVE,
                    at + "/of",
                    "The drill '" + target.drill() + "' has no '" + target.objective() + "' of '" + target.of() + "'."
                            + Nearest.hint(
                                    target.of(), possible.stream().distinct().toList())));
        }
    }
}
