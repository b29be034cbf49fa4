package dev.tocsin.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.timeline.Entities;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Raised;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What drills on one cluster come to together. */
class IncidentTest {
    private static final Instant T0 = Instant.parse("2026-11-30T02:00:00Z");

    private static Fact fact(Phase phase, Fact.Actor actor, int seen, @Nullable Integer happened, String text) {
        return new Fact(phase, actor, at(seen), happened == null ? null : at(happened), text, Map.of());
    }

    private static Instant at(int millis) {
        return T0.plusMillis(millis);
    }

    private static Raised raised(String rule, int seen) {
        return new Raised(rule, rule, "high", "audit", Entities.ofUser("mallory"), at(seen - 1), at(seen), 1, true);
    }

    private static Outcome ran(String drill, @Nullable Integer t0, List<Raised> raised, Fact... facts) {
        Outcome held = Recorded.held(drill);
        return new Outcome(
                held.drill(),
                held.environment(),
                held.from(),
                held.to(),
                t0 == null ? null : at(t0),
                held.spans(),
                held.results(),
                raised,
                List.of(facts),
                List.of(),
                held.verdict(),
                "");
    }

    private static final Outcome FIRST = ran(
            "secrets-dump-and-rotate",
            0,
            List.of(raised("audit/two", 90), raised("audit/one", 40)),
            fact(Phase.BASELINE, Fact.Actor.INJECTOR, -900, null, "the benign twin"),
            fact(Phase.INJECT, Fact.Actor.INJECTOR, 10, null, "reads the secrets"),
            fact(Phase.INJECT, Fact.Actor.DRILL, 20, null, "of no interest"),
            fact(Phase.CONTAIN, Fact.Actor.PROBER, 5_000, 300, "is refused"),
            fact(Phase.DETECT, Fact.Actor.DETECTOR, 40, 39, "alert audit/one"),
            fact(Phase.DETECT, Fact.Actor.DETECTOR, 41, 40, "alert audit/one"));
    private static final Outcome SECOND = ran(
            "privileged-pod-host-escape",
            20_000,
            List.of(raised("audit/one", 20_050)),
            fact(Phase.INJECT, Fact.Actor.INJECTOR, 20_010, null, "runs a pod"));

    @Test
    void itIsOpenedOnceAndOrdersEveryStep() {
        Incident incident = Incident.of(List.of(FIRST, SECOND)).orElseThrow();
        assertThat(incident.text())
                .isEqualTo("one incident of secrets-dump-and-rotate, privileged-pod-host-escape: opened after 40 ms by"
                        + " audit/one, 3 alerts, 4 steps");
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        incident.write(json);
        assertThat(json.at("/opened/sinceMillis").asLong()).isEqualTo(40);
        assertThat(json.at("/opened/about/user").asText()).isEqualTo("mallory");
        assertThat(json.path("alerts").toString()).isEqualTo("[\"audit/one\",\"audit/two\"]");
        assertThat(json.path("steps").findValuesAsText("what"))
                .containsExactly("reads the secrets", "alert audit/one", "is refused", "runs a pod");
        assertThat(json.path("steps").findValuesAsText("sinceMillis")).containsExactly("10", "39", "300", "20010");
        assertThat(json.at("/steps/3/drill").asText()).isEqualTo("privileged-pod-host-escape");
    }

    @Test
    void whatRaisedNothingWasNeverOpened() {
        assertThat(Incident.of(List.of(ran("secrets-dump-and-rotate", 0, List.of())))
                        .orElseThrow()
                        .text())
                .isEqualTo("one incident of secrets-dump-and-rotate: never opened, 0 steps");
    }

    @Test
    void noneOfWhatNeverAttacked() {
        assertThat(Incident.of(List.of(ran("secrets-dump-and-rotate", null, List.of()))))
                .isEmpty();
    }
}
