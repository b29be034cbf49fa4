package dev.tocsin.signal.runtime;

import dev.tocsin.sigma.Rule;
import dev.tocsin.sigma.RuleSet;
import dev.tocsin.sigma.Rules;
import dev.tocsin.signal.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules on what the sensor tells that come with the project. */
final class RuntimeRules {
    private static final Path ROOT = Path.of("scenarios/rules");

    private RuntimeRules() {}

    static List<String> names() {
        try (Stream<Path> files = Files.list(ROOT.resolve("runtime"))) {
            return files.map(file -> "runtime/" + file.getFileName().toString().replace(".yml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Rule> all() {
        return Rules.read(names(), ROOT);
    }

    static SortedSet<String> raisedBy(List<Event> events) {
        RuleSet rules = new RuleSet(all());
        return events.stream()
                .flatMap(event -> rules.match(event.logSource(), event.body(), event.happened()).stream())
                .map(match -> match.rule().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
