package dev.tocsin.signal.audit;

import dev.tocsin.sigma.Match;
import dev.tocsin.sigma.Rule;
import dev.tocsin.sigma.RuleSet;
import dev.tocsin.sigma.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The library's rules on the audit log, and what they make of records. */
final class AuditRules {
    private static final Path ROOT = Path.of("scenarios/rules");
    private static final List<Rule> RULES = Rules.read(names(), ROOT);

    private AuditRules() {}

    /** Each file's rule. */
    static List<String> names() {
        try (var files = Files.list(ROOT.resolve("audit"))) {
            return files.map(file -> "audit/" + file.getFileName().toString().replace(".yml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules that records raise, all of them loaded, with nothing remembered from before. */
    static SortedSet<String> raisedBy(List<Map<String, Object>> records) {
        RuleSet rules = new RuleSet(RULES);
        SortedSet<String> raised = new TreeSet<>();
        for (Map<String, Object> record : records) {
            for (Match match : rules.match(
                    AuditLogKind.LOG_SOURCE, record, Instant.parse((String) record.get("stageTimestamp")))) {
                raised.add(match.rule().name());
            }
        }
        return raised;
    }
}
