package dev.tocsin.scenario;

import dev.tocsin.timeline.Coverage;
import dev.tocsin.timeline.Coverage.Column;
import dev.tocsin.timeline.Coverage.Line;
import dev.tocsin.timeline.Coverage.Matrix;
import dev.tocsin.timeline.DrillInfo;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What drills say that they cover, beside all that there is to cover. */
public final class Claims {
    /** In ATT&amp;CK's order. */
    private static final List<String> TACTICS = List.of(
            "initial-access",
            "execution",
            "persistence",
            "privilege-escalation",
            "defense-evasion",
            "credential-access",
            "discovery",
            "lateral-movement",
            "collection",
            "impact");

    private Claims() {}

    /** Of every drill of a library, by what its file says of itself; whether the rest of it is right is lint's to say. */
    public static Coverage of(Library library) {
        Map<String, DrillInfo> drills = new LinkedHashMap<>();
        for (Path path : library.drillFiles()) {
            YamlFile file = YamlReader.read(path, path.toString());
            if (file.isReadable()) {
                String name = Library.nameOf(path);
                drills.putIfAbsent(name, DrillLoader.info(file, name));
            }
        }
        return of(drills.values().stream()
                .sorted(Comparator.comparing(DrillInfo::name))
                .toList());
    }

    static Coverage of(List<DrillInfo> drills) {
        return new Coverage(
                Catalogue.ATTACK,
                List.of(
                        new Matrix("guide", Catalogue.GUIDE, Catalogue.GUIDE + ", in its own words", guide(drills)),
                        new Matrix(
                                "containers",
                                Catalogue.ATTACK_VERSION + " for Containers",
                                "MITRE " + Catalogue.ATTACK_VERSION + ", every technique of the platform Containers",
                                attack(drills, Catalogue.Technique::container)),
                        new Matrix(
                                "other",
                                Catalogue.ATTACK_VERSION + ", further techniques",
                                "MITRE " + Catalogue.ATTACK_VERSION
                                        + ", some techniques of other platforms that drills on a cluster can show",
                                attack(drills, technique -> !technique.container()))),
                drills);
    }

    private static List<Column> guide(List<DrillInfo> drills) {
        return Catalogue.lines().stream()
                .map(Catalogue.GuideLine::part)
                .distinct()
                .map(part -> new Column(
                        part,
                        Catalogue.lines().stream()
                                .filter(line -> line.part().equals(part))
                                .map(line -> new Line(line.code(), line.words(), names(drills, drill -> drill.covers()
                                        .contains(line.code()))))
                                .toList()))
                .toList();
    }

    /** A drill that names a sub-technique shows its technique too. */
    private static List<Column> attack(List<DrillInfo> drills, Predicate<Catalogue.Technique> which) {
        return TACTICS.stream()
                .map(tactic -> new Column(
                        words(tactic),
                        Catalogue.techniques().stream()
                                .filter(which)
                                .filter(one -> one.tactics().contains(tactic))
                                .map(one -> new Line(one.id(), one.name(), names(drills, drill -> shows(drill, one))))
                                .toList()))
                .filter(column -> !column.lines().isEmpty())
                .toList();
    }

    private static boolean shows(DrillInfo drill, Catalogue.Technique technique) {
        return drill.techniques().stream()
                .anyMatch(id -> id.equals(technique.id()) || id.startsWith(technique.id() + "."));
    }

    private static List<String> names(List<DrillInfo> drills, Predicate<DrillInfo> which) {
        return drills.stream().filter(which).map(DrillInfo::name).toList();
    }

    /** As ATT&amp;CK prints a tactic: {@code Initial Access}. */
    private static String words(String tactic) {
        return Stream.of(tactic.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }
}
