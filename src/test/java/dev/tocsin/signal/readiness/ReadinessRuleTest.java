package dev.tocsin.signal.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.sigma.Match;
import dev.tocsin.sigma.RuleSet;
import dev.tocsin.sigma.Rules;
import dev.tocsin.signal.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many looks at an API that is not ready raise an alert. */
class ReadinessRuleTest {
    private static final String RULE = "readiness/api-not-ready";
    private static final Instant BEGIN = Instant.parse("2026-11-30T10:00:00Z");
    private static final int GONE = 0;
    private static final int STARTING = 503;
    private static final int OK = 200;

    /** @return at which look each alert was raised, counted from 1 */
    private static List<Integer> raised(int... statuses) {
        RuleSet rules = new RuleSet(Rules.read(List.of(RULE), Path.of("scenarios/rules")));
        List<Integer> raised = new ArrayList<>();
        for (int i = 0; i < statuses.length; i++) {
            Instant asked = BEGIN.plusSeconds(i);
            Instant answered = asked.plus(Duration.ofMillis(statuses[i] == GONE ? 900 : 4));
            Event event = new Look(asked, answered, statuses[i], "").event("server");
            for (Match match : rules.match(event.logSource(), event.body(), event.happened())) {
                if (match.rule().name().equals(RULE)) {
                    raised.add(i + 1);
                }
            }
        }
        return raised;
    }

    @Test
    void threeWithinTenSeconds() {
        assertThat(raised(OK, GONE, GONE, GONE, GONE, STARTING, OK)).containsExactly(4);
        assertThat(raised(STARTING, STARTING, GONE)).containsExactly(3);
    }

    @Test
    void aMomentIsNoOutage() {
        assertThat(raised(OK, OK, OK, OK, OK)).isEmpty();
        assertThat(raised(OK, GONE, OK, OK, OK)).isEmpty();
        assertThat(raised(OK, GONE, GONE, OK, OK, OK, OK, OK, OK, OK, OK, OK, GONE, GONE, OK))
                .isEmpty();
    }

    @Test
    void oneOutageIsOneAlert() {
        assertThat(raised(GONE, GONE, GONE, STARTING, OK, STARTING, OK, GONE, OK))
                .containsExactly(3);
        assertThat(raised(GONE, GONE, GONE, GONE, GONE, GONE, GONE, GONE)).containsExactly(3);
    }

    @Test
    void itSaysWhereItWas() {
        Event event = new Look(BEGIN, BEGIN, GONE, "refused").event("server");
        assertThat(event.entities().known()).containsEntry("node", "server");
        assertThat(event.line()).isEqualTo("2026-11-30T10:00:00Z /readyz of server: 0 refused");
    }
}
