package dev.tocsin.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.respond.people.Acknowledgements;
import dev.tocsin.scenario.GameDay;
import dev.tocsin.scenario.Library;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A game day's limits, people and summary, with outcomes of drills that ran. */
class DayTest {
    private static final String DUMP = "secrets-dump-and-rotate";
    private static final String ESCAPE = "privileged-pod-host-escape";

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    private Instant now = Instant.parse("2026-11-30T02:00:00Z");
    private final InstantSource clock = () -> now;

    @TempDir
    private Path folder;

    @BeforeEach
    void askHere() {
        System.setProperty(Acknowledgements.FOLDER, folder.resolve("asked").toString());
    }

    @AfterEach
    void askThere() {
        System.clearProperty(Acknowledgements.FOLDER);
    }

    /** A game day of two drills, written as a file and read. */
    private GameDay plan(String more) throws IOException {
        Path library = folder.resolve("library");
        for (String drill : List.of("credential-access/" + DUMP, "privilege-escalation/" + ESCAPE)) {
            Path to = library.resolve("drills/" + drill + ".yaml");
            Files.createDirectories(to.getParent());
            Files.writeString(to, Files.readString(Path.of("scenarios/drills/" + drill + ".yaml")));
        }
        Files.createDirectories(library.resolve("gamedays"));
        Files.writeString(library.resolve("gamedays/small.yaml"), """
                # yaml-language-server: $schema=../../src/main/resources/schema/gameday-v1.schema.json
                apiVersion: tocsin.dev/v1
                kind: GameDay
                metadata: {name: small, title: A small one, owner: sre}
                budget: 10m
                participants: [{name: Ada, role: lead}]
                agenda: [{drills: {}}]
                """ + more);
        return new Library(library).gameDay("small");
    }

    private Day day(GameDay plan, Map<String, String> environment) {
        return new Day(plan, 7, List.of(DUMP, ESCAPE), clock, environment::get, out);
    }

    private Conclusion conclude(Day day, String run) throws IOException {
        now = now.plusSeconds(63);
        return Conclusion.of(day, folder, Files.createDirectories(folder.resolve(run)), out);
    }

    @Test
    void nothingMoreBeginsWhenItsTimeIsOver() throws IOException {
        Day day = day(plan(""), Map.of());
        day.ran(DUMP, Recorded.held(DUMP));
        now = now.plus(Duration.ofMinutes(9));
        assertThat(day.over()).isEmpty();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(day.over()).isEqualTo("its 10m are over");
        Conclusion end = conclude(day, "run");
        assertThat(end.endedEarly()).isEqualTo("its 10m are over");
        assertThat(end.digest())
                .startsWith("[NOT HELD] small: 1 of 2 drills held, 1 not run; 11 min 03.0 s of 10m\n")
                .contains("\nended early: its 10m are over\nnot run: " + ESCAPE + "\n");
    }

    @Test
    void itStopsAfterSoManyThatWereNotHeldAndStaysSo() throws IOException {
        Day day = day(plan("stop: {notHeld: 1}\n"), Map.of());
        day.ran(DUMP, Recorded.held(DUMP));
        assertThat(day.over()).isEmpty();
        day.ran(ESCAPE, Recorded.missed());
        assertThat(day.over()).isEqualTo("1 drill was not held");
    }

    @Test
    void itStopsAfterSoManyThatCouldNotTell() throws IOException {
        Day day = day(plan("stop: {inconclusive: 2}\n"), Map.of());
        day.ran(DUMP, Recorded.inconclusive(DUMP));
        assertThat(day.over()).isEmpty();
        day.ran(ESCAPE, Recorded.inconclusive(ESCAPE));
        assertThat(day.over()).isEqualTo("2 drills were inconclusive");
        assertThat(conclude(day, "run").digest())
                .startsWith("[NOT HELD] small: 0 of 2 drills held, 2 inconclusive;")
                .contains("\ncould not tell: " + DUMP + " ("
                        + Recorded.inconclusive(DUMP).cause() + "), " + ESCAPE + " (");
    }

    @Test
    void aStepForAPersonIsAcknowledgedByName() throws Exception {
        Day day = day(plan(""), Map.of());
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(
                () -> day.ask(new GameDay.Ask("ready", "Is everybody ready?", "lead", Duration.ofSeconds(30))));
        Awaitility.await().until(() -> Acknowledgements.here().open().size() == 1);
        String id = Acknowledgements.here().open().firstKey();
        Acknowledgements.here().give(id, new Acknowledgements.Given("Ada", "all but one"));
        assertThat(answer.get().by()).isEqualTo("Ada");
        assertThat(answer.get().note()).isEqualTo("all but one");
        assertThat(Acknowledgements.here().open()).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("ci/tocsin ack " + id + " --by <name>");
        Conclusion end = conclude(day, "run");
        assertThat(end.digest()).contains("\nasked: ready (Ada after ");
        assertThat(json(end).at("/asked/0/by").asText()).isEqualTo("Ada");
    }

    @Test
    void whatNobodyAcknowledgesInTimeIsNotHeldAndMayStopIt() throws IOException {
        Day day = day(plan("stop: {unanswered: 1}\n"), Map.of());
        Answer answer = day.ask(new GameDay.Ask("ready", "Is everybody ready?", "lead", Duration.ofMillis(200)));
        assertThat(answer.isGiven()).isFalse();
        assertThat(Acknowledgements.here().open()).isEmpty();
        assertThat(day.over()).isEqualTo("1 question was not acknowledged in time");
        assertThat(conclude(day, "run").digest()).contains("asked: ready (NOBODY within ");
    }

    @Test
    void stakeholdersAreToldAndTheSummaryGoesOutOnlyOnChange() throws Exception {
        List<String> posted = new CopyOnWriteArrayList<>();
        HttpServer chat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        chat.createContext("/", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        chat.start();
        try {
            Map<String, String> environment = Map.of(
                    "CHAT", "http://127.0.0.1:" + chat.getAddress().getPort() + "/s3cret-path", "WRONG", "no address");
            GameDay plan = plan("""
                    notify:
                      - {form: chat, env: CHAT, when: change}
                      - {form: json, env: CHAT, when: change}
                      - {form: chat, env: UNSET}
                      - {form: chat, env: WRONG}
                    """);
            Day first = day(plan, environment);
            first.tell(new GameDay.Tell(List.of("everybody"), "It begins.", "Ada", "CHAT"));
            assertThat(new ObjectMapper().readTree(posted.get(0)).path("text").asText())
                    .isEqualTo("everybody: It begins. Contact: Ada");
            held(first);
            Conclusion end = conclude(first, "run1");
            assertThat(json(end).at("/told/0/sent").asText()).isEqualTo("sent: 127.0.0.1 answered 200");
            assertThat(posted).hasSize(3);
            assertThat(new ObjectMapper().readTree(posted.get(1)).path("text").asText())
                    .isEqualTo(end.digest())
                    .contains("the first of this name here");
            assertThat(new ObjectMapper()
                            .readTree(posted.get(2))
                            .path("gameday")
                            .asText())
                    .isEqualTo("small");

            Day same = day(plan, environment);
            held(same);
            assertThat(conclude(same, "run2").digest()).contains("\nnothing changed since 2026-11-30\n");
            assertThat(posted).as("nothing changed").hasSize(3);

            Day worse = day(plan, environment);
            worse.ran(DUMP, Recorded.held(DUMP));
            worse.ran(ESCAPE, Recorded.missed());
            assertThat(conclude(worse, "run3").digest()).contains("\nworse: " + ESCAPE + " (held -> missed)\n");
            assertThat(posted).hasSize(5);

            Day better = day(plan, environment);
            held(better);
            assertThat(conclude(better, "run4").digest()).contains("\nbetter: " + ESCAPE + " (missed -> held)\n");
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains("summary to UNSET: not sent: UNSET is not set")
                    .contains("summary to WRONG: not sent: WRONG is no address")
                    .doesNotContain("s3cret-path");
        } finally {
            chat.stop(0);
        }
    }

    private static void held(Day day) {
        day.ran(DUMP, Recorded.held(DUMP));
        day.ran(ESCAPE, Recorded.held(ESCAPE));
    }

    @Test
    void aBrokenHistoryIsSaidAndNotOverwritten() throws IOException {
        Path history = Files.createDirectories(folder.resolve("gamedays")).resolve("small.json");
        Files.writeString(history, "[{");
        Day day = day(plan(""), Map.of());
        held(day);
        assertThat(conclude(day, "run").digest())
                .contains("not compared with earlier ones: " + history + " cannot be read; mend it, or remove it");
        assertThat(history).hasContent("[{");
    }

    @Test
    void asManyResultsAreKeptAsTheFileSays() throws IOException {
        GameDay plan = plan("compare: {last: 5}\n");
        for (int i = 0; i < 7; i++) {
            Day day = day(plan, Map.of());
            held(day);
            conclude(day, "run" + i);
        }
        assertThat(new ObjectMapper()
                        .readTree(folder.resolve("gamedays/small.json").toFile())
                        .findValuesAsText("run"))
                .containsExactly("run2", "run3", "run4", "run5", "run6");
    }

    @Test
    void theSummaryHasTenLinesAtMost() throws IOException {
        GameDay plan = plan("stop: {notHeld: 1}\n");
        Day last = day(plan, Map.of());
        held(last);
        conclude(last, "run1");
        Day day = day(plan, Map.of());
        day.ran(ESCAPE, Recorded.missed());
        day.over();
        day.ask(new GameDay.Ask("ready", "Is everybody ready?", "lead", Duration.ofMillis(1)));
        Conclusion end = conclude(day, "run2");
        assertThat(end.digest().lines()).hasSizeBetween(6, 10);
        assertThat(folder.resolve("run2/gameday.txt")).hasContent(end.digest());
        assertThat(folder.resolve("run2/gameday.yaml")).hasContent(plan.text());
    }

    private static JsonNode json(Conclusion end) throws IOException {
        return new ObjectMapper().readTree(end.json());
    }
}
