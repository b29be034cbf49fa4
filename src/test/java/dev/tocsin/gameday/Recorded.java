package dev.tocsin.gameday;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.timeline.DrillInfo;
import dev.tocsin.timeline.Objective;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.StartPoint;
import dev.tocsin.timeline.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Outcomes of drills that ran on real clusters, from the summaries that they left. */
public final class Recorded {
    private static final Path SIGNED = Path.of("src/test/resources/signoff");

    private Recorded() {}

    public static Outcome held(String drill) {
        return outcome(SIGNED.resolve("held"), drill, 1);
    }

    static Outcome missed() {
        return outcome(SIGNED.resolve("missed"), "privileged-pod-host-escape", 1);
    }

    /** @param factor by which its times are longer */
    static Outcome slowed(String drill, double factor) {
        return outcome(SIGNED.resolve("held"), drill, factor);
    }

    static Outcome inconclusive(String drill) {
        Outcome held = held(drill);
        return new Outcome(
                held.drill(),
                held.environment(),
                held.from(),
                held.to(),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Verdict.INCONCLUSIVE,
                "no engine");
    }

    private static Outcome outcome(Path run, String drill, double factor) {
        try {
            JsonNode summary = new ObjectMapper()
                    .readTree(run.resolve(drill + ".summary.json").toFile());
            Instant t0 = Instant.parse(summary.path("t0").asText());
            List<Result> results = new ArrayList<>();
            for (JsonNode one : summary.path("objectives")) {
                Objective objective = new Objective(
                        phase(one.path("phase").asText()),
                        one.path("title").asText(),
                        Duration.ofMillis(one.path("targetMillis").asLong()),
                        StartPoint.T0,
                        null,
                        one.path("where").asText());
                JsonNode since = one.path("sinceT0Millis");
                Instant met = since.isNumber() ? t0.plusNanos((long) (since.asDouble() * factor * 1e6)) : null;
                results.add(new Result(
                        objective, Verdict.of(one.path("verdict").asText()), t0, met, null, Duration.ZERO, ""));
            }
            return new Outcome(
                    new DrillInfo(drill, "", "", "", "", List.of(), List.of(), null, null),
                    Map.of(
                            "Cores of this machine",
                            summary.at("/environment/Cores of this machine").asText()),
                    Instant.parse(summary.path("from").asText()),
                    Instant.parse(summary.path("to").asText()),
                    t0,
                    List.of(),
                    results,
                    List.of(),
                    List.of(),
                    List.of(),
                    Verdict.of(summary.path("verdict").asText()),
                    "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Phase phase(String label) {
        return Arrays.stream(Phase.values())
                .filter(one -> one.label().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
