package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.tocsin.report.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.testkit.engine.EngineDiscoveryResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class TocsinTestEngineTest {
    private static final String NAME = "privileged-pod-host-escape";

    @Drills
    static class Marked {}

    static class Unmarked {}

    @Test
    void aMarkedClassStandsForTheChosenScenarios() {
        EngineDiscoveryResults found = discover(NAME, Marked.class);
        assertThat(found.getDiscoveryIssues()).isEmpty();
        TestDescriptor drill = onlyDrill(found);
        assertThat(drill.getDisplayName()).isEqualTo(NAME);
        assertThat(drill.getSource()).containsInstanceOf(FileSource.class);
        assertThat(drill.getTags()).extracting(Object::toString).contains("privilege-escalation", "T1611");
    }

    @Test
    void aUniqueIdThatWasGivenIsFoundAgain() {
        UniqueId id = onlyDrill(discover(NAME, Marked.class)).getUniqueId();
        EngineDiscoveryResults again = EngineTestKit.engine(TocsinTestEngine.ID)
                .selectors(selectUniqueId(id))
                .discover();
        assertThat(again.getDiscoveryIssues()).isEmpty();
        assertThat(onlyDrill(again).getUniqueId()).isEqualTo(id);
    }

    @Test
    void aNameThatMatchesNothingIsAnErrorWithTheNearestNames() {
        assertThat(discover("privileged-pod-hots-escape", Marked.class).getDiscoveryIssues())
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.severity()).isEqualTo(DiscoveryIssue.Severity.ERROR);
                    assertThat(issue.message()).contains("Nearest: " + NAME);
                });
    }

    @Test
    void noNameAtAllIsAnError() {
        assertThat(discover("", Marked.class).getDiscoveryIssues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("-Dscenario=<name>"));
    }

    @Test
    void otherClassesAreNoneOfItsBusiness() {
        EngineDiscoveryResults found = discover(NAME, Unmarked.class);
        assertThat(found.getEngineDescriptor().getChildren()).isEmpty();
        assertThat(found.getDiscoveryIssues()).isEmpty();
    }

    @Test
    void filesAndFoldersStandUnderTheEngineWithoutTheirPaths() {
        String folder = "scenarios/drills/privilege-escalation";
        for (DiscoverySelector selector :
                java.util.List.of(selectFile(folder + "/" + NAME + ".yaml"), selectDirectory(folder))) {
            EngineDiscoveryResults found = EngineTestKit.engine(TocsinTestEngine.ID)
                    .selectors(selector)
                    .discover();
            assertThat(found.getDiscoveryIssues()).isEmpty();
            TestDescriptor drill =
                    found.getEngineDescriptor().getChildren().iterator().next();
            assertThat(drill.getUniqueId()).hasToString("[engine:tocsin]/[scenario:" + NAME + "]");
            assertThat(EngineTestKit.engine(TocsinTestEngine.ID)
                            .selectors(selectUniqueId(drill.getUniqueId()))
                            .discover()
                            .getEngineDescriptor()
                            .getDescendants())
                    .hasSize(1);
        }
    }

    @Test
    void aFileInNoLibraryIsAnError(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), "a: b");
        assertThat(EngineTestKit.engine(TocsinTestEngine.ID)
                        .selectors(selectFile(file.toFile()))
                        .discover()
                        .getDiscoveryIssues())
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.message()).contains("in no library");
                    assertThat(issue.source()).containsInstanceOf(FileSource.class);
                });
    }

    @Test
    void aPackageIsSearchedForMarkedClasses() {
        EngineDiscoveryResults found = EngineTestKit.engine(TocsinTestEngine.ID)
                .configurationParameter(TocsinTestEngine.SCENARIO, NAME)
                .selectors(selectPackage("dev.tocsin.engine"))
                .discover();
        assertThat(found.getEngineDescriptor().getDescendants())
                .anyMatch(one -> one.getDisplayName().equals("Marked"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "T1611; true",
                "privilege-escalation & critical; true",
                "PE3 | impact; true",
                "!platform-security; false",
                "impact; false"
            })
    void tagsChoose(String tags, boolean chosen) {
        EngineDiscoveryResults found = EngineTestKit.engine(TocsinTestEngine.ID)
                .configurationParameter(TocsinTestEngine.TAGS, tags)
                .selectors(selectClass(Marked.class))
                .discover();
        boolean there = found.getEngineDescriptor().getDescendants().stream()
                .anyMatch(one -> one.getDisplayName().equals(NAME));
        assertThat(there).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource({
        "proof, all, 'proof' and 'context' cannot both be given",
        "parallel, 2, 'parallel' and 'context' cannot both be given",
        "keep, always, 'keep' and 'context' cannot both be given",
        "pool, on, 'pool' and 'context' cannot both be given",
        "audit, webhook, 'audit' and 'context' cannot both be given",
        "responder, command:/bin/true, what it changes would not be written down",
        "deny, (, is not a regular expression",
        "audit.path, ../shadow, is not a path below /var/log"
    })
    void whatWouldPassTheGuardsOfAnExistingClusterIsAnError(String name, String value, String message) {
        assertThat(EngineTestKit.engine(TocsinTestEngine.ID)
                        .configurationParameter(TocsinTestEngine.CONTEXT, "staging")
                        .configurationParameter(name, value)
                        .selectors(selectClass(Marked.class))
                        .discover()
                        .getDiscoveryIssues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "tags; a & ; is not a tag expression",
                "tags; no-such-tag; No drill has tags that meet",
                "repeat; none; is not a number for 'repeat'. Give one from 1 to 1000.",
                "repeat; 0; is not a number",
                "shard; 5/4; is not a shard. Give one such as 2/4",
                "seed; dice; is not a seed. Give a number, or random.",
                "keep; perhaps; Give never, on-failure or always.",
                "parallel; 1.5; is not a number",
                "responder; me; is not a responder. Give procedures, hands-off, command:",
                "responder; command:/no/such/program; is no program that can be run",
                "gameday; weekly; 'scenario' and 'gameday' cannot both be given",
                "proof; none; No scenario is named 'none'",
                "receive; flaco:8765; There is no format 'flaco'. There are: alertmanager, falco",
                "receive; falco=x.yaml; takes no mapping file",
                "receive.tls; none.pem,none.key; No certificate and key in none.pem and none.key",
                "audit; file; Give log or webhook.",
                "pool; perhaps; Give on or off.",
                "kubeconfig; some/file; 'kubeconfig' is given and 'context' is not."
            })
    void aParameterThatCannotBeUsedIsAnError(String name, String value, String message) {
        assertThat(EngineTestKit.engine(TocsinTestEngine.ID)
                        .configurationParameter(TocsinTestEngine.SCENARIO, "all")
                        .configurationParameter(name, value)
                        .selectors(selectClass(Marked.class))
                        .discover()
                        .getDiscoveryIssues())
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.severity()).isEqualTo(DiscoveryIssue.Severity.ERROR);
                    assertThat(issue.message()).contains(message);
                });
    }

    @Test
    void eachTrialIsARowAndIsFoundAgain() {
        EngineDiscoveryResults found = EngineTestKit.engine(TocsinTestEngine.ID)
                .configurationParameter(TocsinTestEngine.SCENARIO, NAME)
                .configurationParameter(TocsinTestEngine.REPEAT, "3")
                .selectors(selectClass(Marked.class))
                .discover();
        TestDescriptor drill = onlyDrill(found);
        assertThat(drill.getChildren())
                .extracting(TestDescriptor::getDisplayName)
                .containsExactly(NAME + " trial 1", NAME + " trial 2", NAME + " trial 3");
        UniqueId second = drill.getUniqueId().append("trial", "2");
        EngineDiscoveryResults again = EngineTestKit.engine(TocsinTestEngine.ID)
                .configurationParameter(TocsinTestEngine.REPEAT, "3")
                .selectors(selectUniqueId(second))
                .discover();
        assertThat(onlyDrill(again).getChildren()).singleElement().satisfies(one -> assertThat(one.getUniqueId())
                .isEqualTo(second));
    }

    @Test
    void aGameDayIsTheContainerOfItsPartsAndEachIsFoundAgain() {
        EngineDiscoveryResults found = gameDay("weekly", "7", "");
        assertThat(found.getDiscoveryIssues()).isEmpty();
        TestDescriptor day = onlyDrill(found);
        assertThat(day.getUniqueId().toString()).endsWith("/[gameday:weekly]");
        assertThat(day.getChildren())
                .extracting(TestDescriptor::getDisplayName)
                .containsExactly("drills", "drills", "weekly as a whole");
        assertThat(day.getDescendants())
                .extracting(TestDescriptor::getDisplayName)
                .contains("stolen-sa-token-replay", "stolen-sa-token-replay trial 3", "rbac-cluster-admin-grab");
        Map<String, TestDescriptor> oneOfEach = new TreeMap<>();
        day.getDescendants()
                .forEach(one -> oneOfEach.put(one.getUniqueId().getLastSegment().getType(), one));
        assertThat(oneOfEach).containsOnlyKeys("part", "scenario", "trial", "end");
        for (TestDescriptor one : oneOfEach.values()) {
            EngineDiscoveryResults again = EngineTestKit.engine(TocsinTestEngine.ID)
                    .configurationParameter(TocsinTestEngine.SEED, "7")
                    .selectors(selectUniqueId(one.getUniqueId()))
                    .discover();
            assertThat(again.getDiscoveryIssues()).isEmpty();
            assertThat(again.getEngineDescriptor().getDescendants())
                    .extracting(TestDescriptor::getUniqueId)
                    .contains(one.getUniqueId());
        }
    }

    @Test
    void aSeedDrawsTheSameAgainAndAnotherDrawsOthers() {
        List<String> first = drawn("7");
        assertThat(first).hasSize(2).doesNotHaveDuplicates();
        assertThat(drawn("7")).isEqualTo(first);
        assertThat(IntStream.range(0, 10).mapToObj(seed -> drawn(String.valueOf(seed))))
                .anyMatch(other -> !other.equals(first))
                .noneMatch(other -> other.contains("stolen-sa-token-replay"));
    }

    private static List<String> drawn(String seed) {
        List<? extends TestDescriptor> parts =
                List.copyOf(onlyDrill(gameDay("weekly", seed, "")).getChildren());
        return parts.get(1).getChildren().stream()
                .map(TestDescriptor::getDisplayName)
                .toList();
    }

    @Test
    void eachDrillOfAGameDayFallsToOneShardAndPeopleAreAskedByTheFirst() {
        List<String> whole = names(gameDay("quarterly-dr", "7", ""));
        List<String> first = names(gameDay("quarterly-dr", "7", "1/2"));
        List<String> second = names(gameDay("quarterly-dr", "7", "2/2"));
        assertThat(first).contains("ask plan-at-hand", "tell operations, customer-care");
        assertThat(second).noneMatch(name -> name.matches("(ask|tell) .*")).contains("quarterly-dr as a whole");
        assertThat(first.stream().filter(second::contains))
                .containsOnly("Marked", "quarterly-dr", "drills", "quarterly-dr as a whole");
        assertThat(Stream.concat(first.stream(), second.stream()).distinct())
                .containsExactlyInAnyOrderElementsOf(whole.stream().distinct().toList());
    }

    @Test
    void drillsOnOneClusterFallToOneShardTogether() {
        List<String> chain = List.of("stolen-sa-token-replay", "rbac-cluster-admin-grab", "ransom-volume-encrypt");
        List<List<String>> shards = Stream.of("1/2", "2/2")
                .map(shard -> names(gameDay("full-chain", "7", shard)).stream()
                        .filter(chain::contains)
                        .toList())
                .toList();
        assertThat(shards).containsExactlyInAnyOrder(chain, List.of());
    }

    private static List<String> names(EngineDiscoveryResults found) {
        return found.getEngineDescriptor().getDescendants().stream()
                .map(TestDescriptor::getDisplayName)
                .toList();
    }

    @Test
    void aShardKnowsWhichDrillsAreItsOwnAndWhichAreAll() {
        Shard first = shard("1/2");
        Shard second = shard("2/2");
        assertThat(first.drills()).isEqualTo(second.drills()).hasSizeGreaterThan(1);
        assertThat(first.index()).isEqualTo(1);
        assertThat(first.of()).isEqualTo(2);
        assertThat(Stream.concat(first.own().stream(), second.own().stream()))
                .containsExactlyInAnyOrderElementsOf(first.drills());
        assertThat(((RunDescriptor) gameDay("quarterly-dr", "7", "").getEngineDescriptor()).shard())
                .as("of a whole run")
                .isNull();
    }

    private static Shard shard(String which) {
        return Objects.requireNonNull(
                ((RunDescriptor) gameDay("quarterly-dr", "7", which).getEngineDescriptor()).shard());
    }

    @Test
    void aGameDayThatIsNotThereIsAnErrorThatNamesTheNearest() {
        assertThat(gameDay("weekyl", "", "").getDiscoveryIssues())
                .singleElement()
                .satisfies(issue -> assertThat(issue.message()).contains("Did you mean 'weekly'?"));
    }

    @Test
    void aGameDaysTargetsAreTheDrillsWithTheirReason() {
        OfDrill etcd = (OfDrill) gameDay("quarterly-dr", "7", "").getEngineDescriptor().getDescendants().stream()
                .filter(one -> one.getDisplayName().equals("datastore-wipe-and-restore-etcd"))
                .findFirst()
                .orElseThrow();
        assertThat(etcd.drill().rto()).isNotNull();
        assertThat(etcd.drill().rto().within()).hasSeconds(100);
        assertThat(etcd.drill().rto().because()).endsWith("(instead of the drill's own 2m)");
    }

    @Test
    void aDryRunOfAGameDayTouchesNothingAndBothersNobody() {
        EngineTestKit.engine(TocsinTestEngine.ID)
                .configurationParameter(TocsinTestEngine.GAME_DAY, "quarterly-dr")
                .configurationParameter(TocsinTestEngine.DRY_RUN, "true")
                .selectors(selectClass(Marked.class))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.skipped(11).started(0));
    }

    private static EngineDiscoveryResults gameDay(String name, String seed, String shard) {
        return EngineTestKit.engine(TocsinTestEngine.ID)
                .configurationParameter(TocsinTestEngine.GAME_DAY, name)
                .configurationParameter(TocsinTestEngine.SEED, seed)
                .configurationParameter(TocsinTestEngine.SHARD, shard)
                .selectors(selectClass(Marked.class))
                .discover();
    }

    @Test
    void eachMutantIsATestBelowItsDrillAndIsFoundAgain() {
        TestDescriptor drill = onlyDrill(proof("", Marked.class));
        assertThat(drill.isContainer()).isTrue();
        assertThat(drill.getChildren())
                .allMatch(TestDescriptor::isTest)
                .extracting(TestDescriptor::getDisplayName)
                .contains(NAME + " hands-off", NAME + " blind=audit/privileged-pod-created", NAME + " deaf");
        UniqueId one = drill.getChildren().stream()
                .map(TestDescriptor::getUniqueId)
                .filter(id -> id.getLastSegment().getValue().startsWith("blind="))
                .findFirst()
                .orElseThrow();
        assertThat(one.toString()).contains("/[drill:" + NAME + "]/[mutant:blind=audit%2F");
        EngineDiscoveryResults again = EngineTestKit.engine(TocsinTestEngine.ID)
                .selectors(selectUniqueId(one))
                .discover();
        assertThat(again.getDiscoveryIssues()).isEmpty();
        assertThat(onlyDrill(again).getChildren()).singleElement().satisfies(found -> assertThat(found.getUniqueId())
                .isEqualTo(one));
    }

    @Test
    void mutantsAreChosenByNameAndGlob() {
        assertThat(onlyDrill(proof("hands-off, blind=*weakened", Marked.class)).getChildren())
                .extracting(TestDescriptor::getDisplayName)
                .containsExactlyInAnyOrder(NAME + " hands-off", NAME + " blind=audit/pod-security-weakened");
        assertThat(proof("handsoff", Marked.class).getDiscoveryIssues()).first().satisfies(issue -> assertThat(
                        issue.message())
                .contains("No mutant of " + NAME + " is named 'handsoff'. There are: blind="));
    }

    private static EngineDiscoveryResults proof(String mutants, Class<?> type) {
        return EngineTestKit.engine(TocsinTestEngine.ID)
                .configurationParameter(TocsinTestEngine.PROOF, NAME)
                .configurationParameter(TocsinTestEngine.MUTANTS, mutants)
                .selectors(selectClass(type))
                .discover();
    }

    @Test
    void aDryRunOfAProofingTouchesNothing() {
        EngineTestKit.engine(TocsinTestEngine.ID)
                .configurationParameter(TocsinTestEngine.PROOF, NAME)
                .configurationParameter(TocsinTestEngine.DRY_RUN, "true")
                .selectors(selectClass(Marked.class))
                .execute()
                .containerEvents()
                .assertStatistics(statistics -> statistics.skipped(1).failed(0));
    }

    @Test
    void aDryRunTouchesNothing() {
        EngineTestKit.engine(TocsinTestEngine.ID)
                .configurationParameter(TocsinTestEngine.SCENARIO, NAME)
                .configurationParameter(TocsinTestEngine.DRY_RUN, "true")
                .selectors(selectClass(Marked.class))
                .execute()
                .testEvents()
                .assertStatistics(stats -> stats.skipped(1).started(0));
    }

    private static EngineDiscoveryResults discover(String scenario, Class<?> type) {
        return EngineTestKit.engine(TocsinTestEngine.ID)
                .configurationParameter(TocsinTestEngine.SCENARIO, scenario)
                .selectors(selectClass(type))
                .discover();
    }

    private static TestDescriptor onlyDrill(EngineDiscoveryResults found) {
        TestDescriptor folder =
                found.getEngineDescriptor().getChildren().iterator().next();
        assertThat(folder.getChildren()).hasSize(1);
        return folder.getChildren().iterator().next();
    }
}
