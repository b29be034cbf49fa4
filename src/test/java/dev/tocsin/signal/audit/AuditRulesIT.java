package dev.tocsin.signal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.K3sCluster;
import dev.tocsin.cluster.K3sOptions;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/**
 * Each attack, done on a real cluster, raises its rules and no other; honest work raises none. With
 * {@code -Dgolden.update=1} what the API server recorded is kept for AuditRulesTest, which needs no cluster;
 * {@code -Daudit.rule=secrets} does only the cases of rules in whose name that expression is found.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditRulesIT {
    private static final boolean UPDATE = System.getProperty("golden.update") != null;
    private static final Pattern ONLY = Pattern.compile(System.getProperty("audit.rule", ""));
    private static final Duration LATE = Duration.ofSeconds(15);
    private static final Map<String, List<RecordedCase>> RECORDED = new LinkedHashMap<>();
    private static Lab lab;

    @BeforeAll
    static void start() throws Exception {
        lab = new Lab(K3sCluster.start(K3sOptions.defaults()));
        for (Path manifest : List.of(
                Path.of("scenarios/fixtures/shop.yaml"),
                Path.of("scenarios/fixtures/foothold.yaml"),
                RecordedCase.FOLDER.resolve("lab.yaml"))) {
            lab.admin()
                    .load(new ByteArrayInputStream(Files.readAllBytes(manifest)))
                    .items()
                    .forEach(item -> lab.admin().resource(item).create());
        }
        lab.await("the pods run", () -> {
            String pods = lab.kubectlAsAdmin("get pods -A --no-headers").stdout();
            return pods.lines().count() >= 6 && pods.lines().allMatch(line -> line.contains("1/1"));
        });
    }

    @AfterAll
    static void stop() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void aClusterThatComesUpAndIsWorkedWithRaisesNothing(TestReporter reporter) {
        HonestWork.on(lab);
        List<Map<String, Object>> records = lab.since(0);
        reporter.publishEntry("records", String.valueOf(records.size()));
        assertThat(AuditRules.raisedBy(records)).isEmpty();
        assertThat(records).hasSizeGreaterThan(500);
        if (UPDATE) {
            RecordedCase.writeHonest(records.stream().map(Trim::of).toList());
        }
    }

    @TestFactory
    @Order(2)
    Stream<DynamicTest> eachAttackRaisesItsRulesAndNoOther() {
        return Stream.of(
                        PodSecurityCases.all(),
                        TokenCases.all(),
                        RbacCases.all(),
                        ApiCases.all(),
                        SecretCases.all(),
                        WorkloadCases.all(),
                        QuotaCases.all(),
                        ClaimCases.all(),
                        NodeCases.all(),
                        DeletionCases.all())
                .flatMap(List::stream)
                .filter(one -> ONLY.matcher(one.rule()).find())
                .map(one -> DynamicTest.dynamicTest(one.rule() + ": " + one.what(), () -> check(one)));
    }

    private static void check(Case one) throws Exception {
        int from = lab.count();
        List<Map<String, Object>> records = lab.during(one.act());
        try {
            // What controllers make of it may come a moment later.
            Awaitility.await().atMost(LATE).until(() -> AuditRules.raisedBy(lab.since(from))
                    .containsAll(one.raises()));
            records = lab.since(from);
        } catch (ConditionTimeoutException e) {
            // said by the comparison
        }
        assertThat(AuditRules.raisedBy(records)).isEqualTo(one.raises());
        List<Map<String, Object>> kept =
                records.stream().filter(one.keep()).map(Trim::of).toList();
        assertThat(kept).as("records that were kept").isNotEmpty();
        SortedSet<String> raised = new TreeSet<>(AuditRules.raisedBy(kept));
        assertThat(raised.contains(one.rule()))
                .as("what was kept is what matters")
                .isEqualTo(one.raises().contains(one.rule()));
        if (UPDATE) {
            List<RecordedCase> cases = RECORDED.computeIfAbsent(one.rule(), rule -> new ArrayList<>());
            cases.add(new RecordedCase(one.what(), raised, kept));
            RecordedCase.write(one.rule(), cases);
        }
    }
}
