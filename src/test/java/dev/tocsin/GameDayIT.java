package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.engine.GameDayError;
import dev.tocsin.engine.TocsinTestEngine;
import dev.tocsin.respond.people.Acknowledgements;
import dev.tocsin.signoff.Details;
import dev.tocsin.signoff.PrivateKeyFile;
import dev.tocsin.signoff.PublicKeyFile;
import dev.tocsin.signoff.SignOff;
import dev.tocsin.signoff.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Small game days on real clusters, from the question to the signed record. */
@Alone
class GameDayIT {
    private static final String NAME = "it-small";
    private static final Path HISTORY = Path.of("reports/gamedays/" + NAME + ".json");
    private static final String HEAD = """
            # yaml-language-server: $schema=../../src/main/resources/schema/gameday-v1.schema.json
            apiVersion: tocsin.dev/v1
            kind: GameDay
            metadata: {name: it-small, title: A small game day, description: To see how it goes., owner: sre}
            """;

    private static final Pattern RECORDS = Pattern.compile("the audit log is whole: ([0-9]+) records");

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() throws IOException {
        Files.deleteIfExists(HISTORY);
        System.setProperty(Acknowledgements.FOLDER, folder.resolve("asked").toString());
    }

    @AfterEach
    void end() throws IOException {
        Files.deleteIfExists(HISTORY);
        System.clearProperty(Acknowledgements.FOLDER);
    }

    private EngineExecutionResults run(String day, String responder) throws IOException {
        Path library = folder.resolve("scenarios");
        // Beside another drill users may wait for longer; what they wait is not what these tests are about.
        new Scratch(library)
                .replace("drills/impact/secrets-backup-restore.yaml", "maxGap: 1s", "maxGap: 20s")
                .replace("drills/privilege-escalation/privileged-pod-host-escape.yaml", "maxGap: 1s", "maxGap: 20s");
        Files.writeString(library.resolve("gamedays/" + NAME + ".yaml"), HEAD + day);
        return EngineTestKit.engine(TocsinTestEngine.ID)
                .configurationParameter(TocsinTestEngine.GAME_DAY, NAME)
                .configurationParameter(TocsinTestEngine.LIBRARY, library.toString())
                .configurationParameter(TocsinTestEngine.SEED, "7")
                .configurationParameter(TocsinTestEngine.RESPONDER, responder)
                .selectors(selectClass(ScenarioTest.class))
                .execute();
    }

    @Test
    void itAsksDrillsSideBySideDrawsAndIsSigned() throws Exception {
        CompletableFuture<Void> person = CompletableFuture.runAsync(() -> {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(5))
                    .until(() -> !Acknowledgements.here().open().isEmpty());
            String id = Acknowledgements.here().open().firstKey();
            Acknowledgements.here().give(id, new Acknowledgements.Given("Ada Example", "the plan of May"));
        });
        EngineExecutionResults results = run("""
                budget: 15m
                participants: [{name: Ada Example, role: lead}]
                approvers: [{name: Ben Example, role: auditor}]
                agenda:
                  - tell: {to: [everybody], what: It begins.}
                  - ask: {id: ready, question: The plan is at hand., of: lead, within: 5m}
                  - drills: {names: [secrets-backup-restore, privileged-pod-host-escape], sideBySide: 2}
                  - drills: {names: [stolen-sa-token-replay, rbac-cluster-admin-grab], draw: 1}
                targets:
                  - {drill: secrets-backup-restore, objective: detect, within: 4s, because: the plan says so}
                """, "");
        person.get();
        results.testEvents().assertStatistics(stats -> stats.started(6).succeeded(6));
        Path run = Path.of("reports/latest").toRealPath();
        JsonNode json = new ObjectMapper().readTree(run.resolve("gameday.json").toFile());
        assertThat(json.path("held").asBoolean()).as(json.toPrettyString()).isTrue();
        assertThat(json.path("drills").findValuesAsText("verdict")).containsExactly("held", "held", "held");
        assertThat(json.at("/asked/0/by").asText()).isEqualTo("Ada Example");
        assertThat(json.at("/asked/0/waitedMillis").asLong()).isLessThan(60_000);
        assertThat(json.path("undecided").size()).isEqualTo(3);
        assertThat(new ObjectMapper()
                        .readTree(HISTORY.toFile())
                        .at("/0/drills/secrets-backup-restore/0/millis/detect")
                        .asDouble())
                .isPositive();
        JsonNode restored = new ObjectMapper()
                .readTree(run.resolve("secrets-backup-restore.summary.json").toFile());
        assertThat(restored.path("objectives"))
                .filteredOn(one -> one.path("phase").asText().equals("detect"))
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.path("targetMillis").asLong()).isEqualTo(4000);
                    assertThat(one.path("because").asText())
                            .startsWith("the plan says so (instead of the drill's own ");
                });
        JsonNode escape = new ObjectMapper()
                .readTree(run.resolve("privileged-pod-host-escape.summary.json").toFile());
        assertThat(Instant.parse(escape.path("from").asText()))
                .as("side by side")
                .isBefore(Instant.parse(restored.path("to").asText()));
        signed(run);
    }

    private void signed(Path run) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path key = SignedRun.pem(
                folder.resolve("key.pem"), "PRIVATE KEY", pair.getPrivate().getEncoded());
        PublicKeyFile pub = PublicKeyFile.read(SignedRun.pem(
                folder.resolve("pub.pem"), "PUBLIC KEY", pair.getPublic().getEncoded()));
        SignOff.Written written = SignOff.sign(
                Path.of("reports"),
                run.toString(),
                List.of(),
                Details.of(null, List.of()),
                PrivateKeyFile.read(key, null),
                null,
                folder.resolve("signed"),
                Instant.now());
        assertThat(written.headline()).isEqualTo("HELD: A small game day, 3 of 3 drills");
        assertThat(Files.readString(written.html()))
                .contains("The game day", "Ada Example, lead", "the plan of May", "Ben Example, auditor", "It begins.");
        assertThat(Verification.of(written.record(), List.of(pub), run).findings())
                .isEmpty();
        Path day = run.resolve("gameday.json");
        Files.writeString(day, Files.readString(day).replace("Ada Example", "Eve Example"));
        assertThat(Verification.of(written.record(), List.of(pub), run).findings())
                .singleElement()
                .asString()
                .startsWith("changed: gameday.json: expected SHA-256 ");
    }

    @Test
    void oneThatIsNotHeldStopsTheRest() throws Exception {
        EngineExecutionResults results = run("""
                budget: 15m
                stop: {notHeld: 1}
                agenda:
                  - drills: {names: [privileged-pod-host-escape, secrets-backup-restore]}
                  - tell: {to: [everybody], what: It is over.}
                """, "hands-off");
        results.testEvents()
                .assertStatistics(
                        stats -> stats.started(3).succeeded(1).failed(2).skipped(1));
        assertThat(results.testEvents().skipped().list()).singleElement().satisfies(event -> assertThat(
                        event.getTestDescriptor().getDisplayName())
                .isEqualTo("secrets-backup-restore"));
        Throwable end = results.testEvents().failed().stream()
                .filter(event -> event.getTestDescriptor().getDisplayName().equals(NAME + " as a whole"))
                .map(GameDayIT::failure)
                .findFirst()
                .orElseThrow();
        assertThat(end).isInstanceOfSatisfying(GameDayError.class, error -> assertThat(error.why())
                .isEqualTo(GameDayError.Why.ENDED_EARLY));
        assertThat(end)
                .hasMessageStartingWith("[NOT HELD] it-small: 0 of 2 drills held, 1 missed, 1 not run; ")
                .hasMessageContaining("\nended early: 1 drill was not held\nnot run: secrets-backup-restore\n");
    }

    @Test
    void drillsOnOneClusterAreOneIncident() throws Exception {
        EngineExecutionResults results = run("""
                budget: 15m
                agenda:
                  - drills: {names: [privileged-pod-host-escape, secrets-backup-restore], onOneCluster: true}
                """, "");
        results.testEvents().assertStatistics(stats -> stats.started(3).succeeded(3));
        JsonNode incidents = new ObjectMapper()
                .readTree(Path.of("reports/latest/gameday.json").toFile())
                .path("incidents");
        assertThat(incidents).hasSize(1);
        JsonNode incident = incidents.get(0);
        assertThat(incident.at("/opened/by").asText()).isEqualTo("audit/pod-security-weakened");
        List<JsonNode> steps = new ArrayList<>();
        incident.path("steps").forEach(steps::add);
        assertThat(steps)
                .extracting(step -> step.path("sinceMillis").asLong())
                .isSorted()
                .allMatch(millis -> millis >= 0);
        assertThat(steps)
                .extracting(step -> step.path("drill").asText())
                .startsWith("privileged-pod-host-escape")
                .endsWith("secrets-backup-restore");
        // One log for both: the second drill's begins where the cluster's did.
        assertThat(records(steps, "secrets-backup-restore"))
                .isGreaterThan(records(steps, "privileged-pod-host-escape") + 100);
    }

    /** How many audit records there were when a drill ended. */
    private static int records(List<JsonNode> steps, String drill) {
        return steps.stream()
                .filter(step -> step.path("drill").asText().equals(drill))
                .map(step -> RECORDS.matcher(step.path("what").asText()))
                .filter(Matcher::find)
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private static Throwable failure(Event event) {
        return event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                .getThrowable()
                .orElseThrow();
    }
}
