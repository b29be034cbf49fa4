package dev.tocsin.signoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.gameday.Conclusion;
import dev.tocsin.gameday.Day;
import dev.tocsin.gameday.Recorded;
import dev.tocsin.respond.people.Acknowledgements;
import dev.tocsin.scenario.GameDay;
import dev.tocsin.scenario.Library;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of a game day, from recorded runs of its drills. */
class GameDaySignOffTest {
    private static final List<String> DRILLS = List.of("secrets-dump-and-rotate", "privileged-pod-host-escape");
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    private static final GameDay PLAN = new Library(Path.of("scenarios")).gameDay("quarterly-dr");

    @TempDir
    private Path folder;

    private PrivateKeyFile key;
    private Path run;

    @BeforeEach
    void aRunAndAKey() throws Exception {
        key = PrivateKeyFile.read(
                TestKeys.pem(folder.resolve("key.pem"), TestKeys.pair("Ed25519").getPrivate()), null);
        run = Runs.copy("held", folder);
    }

    /** @param more drills of its agenda that were not run */
    private Day day(String... more) {
        List<String> planned = new ArrayList<>(DRILLS);
        planned.addAll(List.of(more));
        Day day = new Day(PLAN, 7, planned, () -> Runs.NOW, name -> null, NOWHERE);
        DRILLS.forEach(drill -> day.ran(drill, Recorded.held(drill)));
        day.tell(new GameDay.Tell(List.of("customer-care"), "It begins.", null, null));
        return day;
    }

    private SignOff.Written sign(Day day) {
        Conclusion.of(day, folder, run, NOWHERE);
        return Runs.sign(run, key, Details.of(null, List.of()), null);
    }

    @Test
    void itsFileSaysWhoTookPartAndWhoSigns() throws Exception {
        SignOff.Written written = sign(day());
        assertThat(written.headline()).isEqualTo("HELD: The quarter's disaster recovery, 2 of 2 drills");
        JsonNode own =
                StrictJson.read(Envelope.read(written.record()).payload()).at("/predicate/tocsin_signoff");
        assertThat(own.at("/procedure/title").asText()).isEqualTo("The quarter's disaster recovery");
        assertThat(own.path("approvers").findValuesAsText("role")).containsExactly("head of operations", "auditor");
        assertThat(own.path("scope").asText()).startsWith("The datastore is wiped");
        assertThat(SignOffTest.text(written.html()))
                .contains("The game day", "The head of operations, head of operations; The auditor, auditor")
                .contains("customer-care It begins. kept, sent nowhere")
                .contains("datastore-wipe-and-restore-etcd rto 100s the recovery plan promises the shop within 100 s");
        assertThat(Files.size(written.pdf())).isPositive();
        assertThat(Verification.of(written.record(), List.of(key.publicKey()), run)
                        .findings())
                .isEmpty();
    }

    @Test
    void drillsOnOneClusterAreOneIncidentWithEveryStep() throws Exception {
        Day day = day();
        Outcome held = Recorded.held(DRILLS.get(0));
        Fact step = new Fact(
                Phase.INJECT, Fact.Actor.INJECTOR, Runs.NOW.plusSeconds(2), null, "reads <every> secret", Map.of());
        day.together(List.of(new Outcome(
                held.drill(),
                held.environment(),
                held.from(),
                held.to(),
                Runs.NOW,
                held.spans(),
                held.results(),
                List.of(),
                List.of(step),
                List.of(),
                held.verdict(),
                "")));
        assertThat(SignOffTest.text(sign(day).html()))
                .contains("One incident: " + DRILLS.get(0), "NEVER OPENED: nothing was raised.")
                .contains("2.00 s inject injector reads <every> secret");
    }

    @Test
    void whatPeopleSayCountsFirst() throws Exception {
        Conclusion.of(day(), folder, run, NOWHERE);
        SignOff.Written written = Runs.sign(run, key, Details.of(null, List.of("Ada, chief")), null);
        assertThat(StrictJson.read(Envelope.read(written.record()).payload())
                        .at("/predicate/tocsin_signoff/approvers")
                        .findValuesAsText("name"))
                .containsExactly("Ada");
    }

    @Test
    void whatWasLeftOutIsNotHeldWhateverRan() throws Exception {
        Day day = day("node-loss");
        System.setProperty(Acknowledgements.FOLDER, folder.resolve("asked").toString());
        try {
            day.ask(new GameDay.Ask("plan", "The plan is at hand.", "lead", Duration.ofMillis(1)));
        } finally {
            System.clearProperty(Acknowledgements.FOLDER);
        }
        assertThat(day.over()).isNotEmpty();
        SignOff.Written written = sign(day);
        assertThat(written.headline())
                .isEqualTo(
                        "NOT HELD: The quarter's disaster recovery: it ended early, for 1 question was not acknowledged in"
                                + " time; 1 drill not run; 1 question not acknowledged");
        JsonNode statement = StrictJson.read(Envelope.read(written.record()).payload());
        assertThat(statement.at("/predicate/result").asText()).isEqualTo("FAILED");
        assertThat(SignOffTest.text(written.html())).contains("NOT RUN node-loss", "NOBODY (lead)");
    }

    @Test
    void itsFilesAreEvidence() throws Exception {
        Path record = sign(day()).record();
        Files.delete(run.resolve("gameday.yaml"));
        assertThat(Verification.of(record, List.of(key.publicKey()), run).findings())
                .singleElement()
                .asString()
                .startsWith("missing: gameday.yaml ");
    }

    @Test
    void someOfItsDrillsAreNotTheGameDay() throws Exception {
        Conclusion.of(day("node-loss"), folder, run, NOWHERE);
        SignOff.Written written = SignOff.sign(
                folder, "held", List.of(Runs.DRILL), Details.of(null, List.of("Ada")), key, null, null, Runs.NOW);
        assertThat(written.headline()).startsWith("HELD: A backup agent's token");
        assertThat(Verification.of(written.record(), List.of(key.publicKey()), run)
                        .findings())
                .isEmpty();
    }
}
