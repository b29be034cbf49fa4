package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.sigma.RuleException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks through a whole library and says everything at once. */
public final class Lint {
    private static final Pattern PLACE = Pattern.compile("(.*?):(\\d+):(\\d+): (.*)", Pattern.DOTALL);
    private final Library library;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Path> used = new HashSet<>();

    private Lint(Library library) {
        this.library = library;
    }

    /** Every finding of every file, by place. Warnings are among them. */
    public static List<Finding> library(Path root) {
        Lint lint = new Lint(new Library(root));
        lint.drills();
        lint.procedures();
        lint.rules();
        lint.fixtures();
        lint.gameDays();
        return lint.findings.stream().distinct().sorted(Finding.BY_PLACE).toList();
    }

    private void drills() {
        findings.addAll(library.twins());
        DrillLoader loader = new DrillLoader(library);
        for (Path path : library.drillFiles()) {
            YamlFile file = YamlReader.read(path, path.toString());
            findings.addAll(loader.check(file, path));
            JsonNode tree = file.tree();
            tree.at("/cluster/fixtures").forEach(name -> use(library.fixture(name.asText())));
            for (String phase : List.of("contain", "eradicate", "recover")) {
                tree.path(phase)
                        .forEach(response ->
                                use(library.procedure(response.path("procedure").asText())));
            }
        }
    }

    private void use(Path path) {
        used.add(path.normalize());
    }

    private void procedures() {
        for (Path path : Library.yamlFiles(library.root().resolve("procedures"))) {
            YamlFile file = YamlReader.read(path, path.toString());
            findings.addAll(ProcedureLoader.check(file, path));
            unused(path, "procedure");
            ProcedureFixtures.names(file).forEach(name -> use(library.root().resolve(name + ".yaml")));
        }
    }

    /** No rule is idle: what the drills do not expect is watched all the same, and listed. */
    private void rules() {
        findings.addAll(library.detectorRules().findings());
        for (String name : library.ruleNames()) {
            try {
                library.rules(name);
            } catch (RuleException e) {
                e.problems().forEach(problem -> findings.add(rule(problem, library.rule(name))));
            }
        }
    }

    private static Finding rule(String problem, Path path) {
        Matcher place = PLACE.matcher(problem);
        return place.matches()
                ? new Finding(
                        Check.BAD_RULE,
                        new Position(
                                place.group(1), Integer.parseInt(place.group(2)), Integer.parseInt(place.group(3))),
                        place.group(4),
                        "")
                : new Finding(Check.BAD_RULE, new Position(path.toString(), 1, 1), problem, "");
    }

    private void fixtures() {
        for (String name : library.namesIn("fixtures")) {
            FixtureFile fixture = library.fixtureFile(name);
            if (fixture != null) {
                findings.addAll(fixture.findings());
            }
            unused(library.fixture(name), "fixture");
        }
    }

    private void gameDays() {
        for (Path path : library.gameDays().values()) {
            findings.addAll(GameDayLoader.check(library, YamlReader.read(path, path.toString()), path));
        }
    }

    private void unused(Path path, String what) {
        if (!used.contains(path.normalize())) {
            findings.add(new Finding(
                    Check.UNUSED, new Position(path.toString(), 1, 1), "No drill uses this " + what + ".", ""));
        }
    }
}
