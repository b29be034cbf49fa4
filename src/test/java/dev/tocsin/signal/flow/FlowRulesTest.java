package dev.tocsin.signal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.sigma.Match;
import dev.tocsin.sigma.RuleSet;
import dev.tocsin.sigma.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules on flows against events recorded from a real cluster: {@code flow-rules/<rule>/match-*.jsonl} must raise it,
 * {@code miss-*.jsonl} must not.
 */
class FlowRulesTest {
    private static final Path CASES = Path.of("src/test/resources/flow-rules");
    private static final Path RULES = Path.of("scenarios/rules");
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Recorded(Instant happened, Map<String, Object> body) {}

    static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fires(Path file) throws IOException {
        String name = "flow/" + file.getParent().getFileName();
        RuleSet rules = new RuleSet(Rules.read(List.of(name), RULES));
        List<String> raised = new ArrayList<>();
        for (Recorded event : read(file)) {
            for (Match match : rules.match(FlowEvents.LOG_SOURCE, event.body(), event.happened())) {
                raised.add(match.rule().name());
            }
        }
        assertThat(raised.contains(name))
                .isEqualTo(file.getFileName().toString().startsWith("match-"));
    }

    static List<String> rules() throws IOException {
        try (Stream<Path> files = Files.list(RULES.resolve("flow"))) {
            return files.map(file -> file.getFileName().toString().replace(".yml", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleHasCases(String rule) throws IOException {
        List<String> own = cases().stream()
                .filter(file -> file.getParent().getFileName().toString().equals(rule))
                .map(file -> file.getFileName().toString().split("-")[0])
                .toList();
        assertThat(own).filteredOn("match"::equals).hasSizeGreaterThanOrEqualTo(2);
        assertThat(own).filteredOn("miss"::equals).hasSizeGreaterThanOrEqualTo(3);
    }

    private static List<Recorded> read(Path file) throws IOException {
        List<Recorded> events = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Map<String, Object> record = JSON.readValue(line, new TypeReference<>() {});
            @SuppressWarnings("unchecked")
            Map<String, Object> body = (Map<String, Object>) record.get("body");
            events.add(new Recorded(Instant.parse(String.valueOf(record.get("happened"))), body));
        }
        return events;
    }
}
