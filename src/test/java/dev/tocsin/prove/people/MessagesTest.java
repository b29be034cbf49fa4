package dev.tocsin.prove.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.prove.people.Messages.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which faults of messages to stakeholders are found. */
class MessagesTest {
    private static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");
    private static final List<Wanted> ALL = List.of(
            new Wanted("open", Duration.ofSeconds(10)),
            new Wanted("contained", Duration.ofSeconds(30)),
            new Wanted("recovered", Duration.ofSeconds(60)));

    private static String message(String status, int toldAfter) {
        return """
                {"incident": "audit/x 1", "to": ["service-owner"], "status": "%s", "severity": "high", "what": "A thing", \
                "happened": "%s", "detected": "%s", "told": "%s", "affected": "the shop", "about": {"node": "server"}, \
                "actions": %s, "nextUpdate": "%s", "contact": "incident desk", "serves": "the shop"}
                """.formatted(
                        status,
                        T0,
                        T0.plusSeconds(1),
                        T0.plusSeconds(1 + toldAfter),
                        status.equals("open") ? "[]" : "[{\"what\": \"ended it\"}]",
                        T0.plusSeconds(1800));
    }

    private static List<String> faults(String... lines) {
        return Messages.read(String.join("", lines)).incidents().stream()
                .map(incident -> incident.judged(ALL))
                .findFirst()
                .orElse(Messages.NOBODY)
                .faults();
    }

    @Test
    void allOfThemInOrderAndInTime() {
        assertThat(faults(message("open", 1), message("contained", 10), message("recovered", 20)))
                .isEmpty();
        assertThat(faults(message("open", 1), message("open", 2), message("contained", 10), message("recovered", 20)))
                .as("one more comes between")
                .isEmpty();
    }

    @Test
    void whatIsMissing() {
        assertThat(faults()).containsExactly("nobody was told anything");
        assertThat(faults(message("open", 1), message("recovered", 20)))
                .containsExactly("nobody was told in its turn that it is contained");
        assertThat(faults(message("contained", 1), message("open", 5), message("recovered", 20)))
                .containsExactly("nobody was told in its turn that it is contained");
        assertThat(faults("no JSON\n")).containsExactly("nobody was told in its turn that it is open");
    }

    @Test
    void whatComesLateOrOutOfOrder() {
        assertThat(faults(message("open", 12), message("contained", 31), message("recovered", 32)))
                .containsExactly(
                        "open was told 12.00 s after the detection, not within 10s",
                        "contained was told 31.00 s after the detection, not within 30s");
        assertThat(faults(message("open", 5), message("contained", 4), message("recovered", 20)))
                .containsExactly("contained was told before what comes before it");
        assertThat(faults(message("open", -1), message("contained", 4), message("recovered", 20)))
                .containsExactly("open has 'told' before 'detected'");
    }

    @Test
    void whatIsNotSaid() {
        String open = message("open", 1).replace("incident desk", " ").replace("[\"service-owner\"]", "[]");
        String contained = message("contained", 2).replace("[{\"what\": \"ended it\"}]", "[]");
        String recovered =
                message("recovered", 3).replace("\"serves\"", "\"serve\"").replace("{\"node\": \"server\"}", "{}");
        assertThat(faults(open, contained, recovered))
                .containsExactly(
                        "open does not say 'to'",
                        "open does not say 'contact'",
                        "contained does not say 'actions'",
                        "recovered does not say 'about'",
                        "recovered does not say 'serves'");
    }
}
