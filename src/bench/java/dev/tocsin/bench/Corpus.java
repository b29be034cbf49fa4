package dev.tocsin.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.sigma.Rule;
import dev.tocsin.sigma.RuleSet;
import dev.tocsin.sigma.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Audit records of a real API server, one a line, and rules to put them to. */
final class Corpus {
    static final Path RECORDS = Path.of("target/bench/audit.log");
    static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    static final ObjectMapper JSON = new ObjectMapper();

    private Corpus() {}

    static List<String> lines() {
        try {
            return Files.readAllLines(RECORDS);
        } catch (IOException e) {
            throw new UncheckedIOException("ci/bench sigma makes it", e);
        }
    }

    static List<Map<String, Object>> records() {
        List<Map<String, Object>> records = new ArrayList<>();
        for (String line : lines()) {
            try {
                records.add(JSON.readValue(line, MAP));
            } catch (IOException e) {
                throw new UncheckedIOException(line, e);
            }
        }
        return records;
    }

    static RuleSet rules(int count) {
        Path folder = Path.of("target/bench/rules-" + count);
        try {
            BenchRules.write(folder, count);
            List<Rule> rules = new ArrayList<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    rules.addAll(Rules.read(file.getFileName().toString(), file));
                }
            }
            return new RuleSet(rules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
