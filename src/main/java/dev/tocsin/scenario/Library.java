package dev.tocsin.scenario;

import dev.tocsin.sigma.Lists;
import dev.tocsin.sigma.Rule;
import dev.tocsin.sigma.RuleException;
import dev.tocsin.sigma.RuleSet;
import dev.tocsin.sigma.Rules;
import dev.tocsin.timeline.DrillInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of scenarios: {@code drills/}, {@code fixtures/}, {@code procedures/}, {@code rules/}, {@code gamedays/}. */
public final class Library {
    private static final Pattern PARAMETERS = Pattern.compile("(?m)^parameters:");
    private final Path root;
    private final SortedMap<String, Path> drills = new TreeMap<>();
    private final List<Path> files;
    private final List<Finding> twins = new ArrayList<>();
    private final Map<String, List<String>> names = new ConcurrentHashMap<>();
    private final Map<String, Optional<FixtureFile>> fixtures = new ConcurrentHashMap<>();
    private final Map<String, Optional<Procedure>> procedures = new ConcurrentHashMap<>();
    private final Map<String, List<Rule>> rules = new ConcurrentHashMap<>();
    private final DetectorRules detectorRules;
    private @Nullable Map<String, DrillInfo> infos;

    public Library(Path root) {
        // A folder that is called "." contains nothing by its name.
        this.root =
                root.normalize().toString().isEmpty() ? root.toAbsolutePath().normalize() : root;
        this.files = yamlFiles(this.root.resolve("drills"));
        this.detectorRules = new DetectorRules(root.resolve("rules"));
        SortedMap<String, Path> byName = new TreeMap<>();
        for (Path file : files) {
            Path twin = byName.putIfAbsent(nameOf(file), file);
            if (twin != null) {
                twins.add(new Finding(
                        Check.DUPLICATE_NAME,
                        new Position(file.toString(), 1, 1),
                        "A drill of this name is already in " + twin + ". Rename one.",
                        ""));
            }
        }
        byName.forEach((name, file) -> rows(file).forEach(row -> drills.put(name + row, file)));
    }

    /** Which rows a file has is read from it only where it says that it has some. */
    private static List<String> rows(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return PARAMETERS.matcher(new String(bytes, StandardCharsets.UTF_8)).find()
                    ? Rows.of(YamlReader.read(file.toString(), bytes)).stream()
                            .map(Rows.Row::suffix)
                            .distinct()
                            .toList()
                    : List.of("");
        } catch (IOException e) {
            return List.of(""); // said when it is loaded
        }
    }

    public Path root() {
        return root;
    }

    /** Every drill's file by its name; a drill with rows has as many names, such as {@code spray[verb=get]}. */
    public SortedMap<String, Path> drills() {
        return drills;
    }

    /** Every file under {@code drills/}. */
    List<Path> drillFiles() {
        return files;
    }

    /** Files whose name another has. */
    List<Finding> twins() {
        return twins;
    }

    /**
     * The drill's file and all that it names, checked.
     *
     * @throws ScenarioException with every mistake
     */
    public Drill load(String name) {
        Path file = drills.get(name);
        List<Finding> same = twins.stream()
                .filter(twin -> nameOf(Path.of(twin.at().file())).equals(nameOf(file)))
                .toList();
        if (!same.isEmpty()) {
            throw new ScenarioException(same);
        }
        return new DrillLoader(this).load(file, name);
    }

    /** What each drill says of itself, by its name; what is wrong with one is said when it is loaded. */
    synchronized Map<String, DrillInfo> infos() {
        if (infos == null) {
            infos = new TreeMap<>();
            for (Map.Entry<String, Path> one : drills.entrySet()) {
                YamlFile file = YamlReader.read(one.getValue(), one.getValue().toString());
                infos.put(one.getKey(), DrillLoader.info(file, one.getKey()));
            }
        }
        return infos;
    }

    /** Every game day's file by its name. */
    public SortedMap<String, Path> gameDays() {
        SortedMap<String, Path> days = new TreeMap<>();
        yamlFiles(root.resolve("gamedays")).forEach(file -> days.put(nameOf(file), file));
        return days;
    }

    /**
     * A game day's file, checked.
     *
     * @param name one of {@link #gameDays}
     * @throws ScenarioException with every mistake
     */
    public GameDay gameDay(String name) {
        return GameDayLoader.load(this, gameDays().get(name));
    }

    /**
     * The drills of each of a game day's parts that have some, by its place on the agenda.
     *
     * @param seed what is drawn is drawn by this
     */
    public Map<Integer, List<String>> drillsOf(GameDay day, long seed) {
        return GameDayLoader.drills(this, day, seed);
    }

    /** What a fixture makes; null if there is no such file. */
    @Nullable
    FixtureFile fixtureFile(String name) {
        return fixtures.computeIfAbsent(
                        name,
                        one -> inside(fixture(one)) ? Optional.of(FixtureFile.read(fixture(one))) : Optional.empty())
                .orElse(null);
    }

    /** A procedure; null if there is none or it has mistakes, which are said for its own file. */
    @Nullable
    Procedure procedureFile(String name) {
        return procedures
                .computeIfAbsent(name, one -> {
                    try {
                        return inside(procedure(one))
                                ? Optional.of(ProcedureLoader.load(procedure(one)))
                                : Optional.empty();
                    } catch (ScenarioException e) {
                        return Optional.empty();
                    }
                })
                .orElse(null);
    }

    /**
     * A rule of Sigma's and what it refers to; empty if there is none.
     *
     * @throws dev.tocsin.sigma.RuleException with every mistake
     */
    List<Rule> rules(String name) {
        return rules.computeIfAbsent(
                name, one -> isSigma(one) ? Rules.read(List.of(one), root.resolve("rules")) : List.of());
    }

    /** Whether there is a rule of this name in a file as Sigma has it; another detector's are in its own. */
    public boolean isSigma(String name) {
        return !detectorRules.own(name) && inside(rule(name));
    }

    /** Whether a rule of this name is in the library in another detector's own files. */
    public boolean isDetectors(String name) {
        return detectorRules.rules().containsKey(name);
    }

    /** The rules that are not Sigma's. */
    DetectorRules detectorRules() {
        return detectorRules;
    }

    /** Every rule of Sigma's that can be used, with what it refers to; what lint complains of is left out. */
    public List<Rule> usableRules() {
        Map<String, Rule> usable = new java.util.LinkedHashMap<>();
        for (String name : ruleNames()) {
            try {
                List<Rule> own = rules(name);
                new RuleSet(own); // a correlation whose base is missing is found out here
                own.forEach(rule -> usable.putIfAbsent(rule.name(), rule));
            } catch (RuleException e) {
                // said by lint
            }
        }
        return List.copyOf(usable.values());
    }

    private boolean inside(Path path) {
        return path.normalize().startsWith(root.normalize()) && Files.isRegularFile(path);
    }

    Path fixture(String name) {
        return root.resolve("fixtures").resolve(name + ".yaml");
    }

    Path procedure(String name) {
        return root.resolve("procedures").resolve(name + ".yaml");
    }

    /** A rule's file, whether or not there is one. */
    Path rule(String name) {
        return detectorRules.own(name)
                ? detectorRules.rules().getOrDefault(name, root.resolve("rules").resolve(name))
                : root.resolve("rules").resolve(name + ".yml");
    }

    /** The names of all rules, whoever judges by them. */
    List<String> ruleNames() {
        return Stream.concat(
                        namesIn("rules").stream().filter(name -> !detectorRules.own(name)),
                        detectorRules.rules().keySet().stream())
                .sorted()
                .toList();
    }

    /** The names of the files in a folder, without their ending. */
    List<String> namesIn(String folder) {
        return names.computeIfAbsent(folder, one -> {
            Path base = root.resolve(one);
            return yamlFiles(base).stream()
                    .filter(file -> !file.equals(root.resolve("rules").resolve(Lists.FILE)))
                    .map(file ->
                            base.relativize(file).toString().replace('\\', '/').replaceAll("\\.ya?ml$", ""))
                    .toList();
        });
    }

    static List<Path> yamlFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String nameOf(Path file) {
        return file.getFileName().toString().replaceAll("\\.ya?ml$", "");
    }
}
