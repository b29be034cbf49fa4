package dev.tocsin.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String TOKEN = "K10ab/c+d=::server:0f\"1";
    private final Secrets secrets = new Secrets();

    @Test
    void aValueIsHiddenInEveryFormInWhichItTravels() {
        secrets.add("steal.token", TOKEN);
        byte[] bytes = TOKEN.getBytes(StandardCharsets.UTF_8);
        String url = URLEncoder.encode(TOKEN, StandardCharsets.UTF_8);
        for (String form : List.of(
                TOKEN,
                TOKEN.replace("\"", "\\\""),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                url,
                url.replace("%2F", "%2f")
                        .replace("%2B", "%2b")
                        .replace("%3D", "%3d")
                        .replace("%3A", "%3a"))) {
            assertThat(secrets.redact("a " + form + " b")).isEqualTo("a [steal.token] b");
        }
    }

    @Test
    void whatHoldsItInBase64IsHiddenWhole() {
        secrets.add("steal.password", "hunter22");
        String basic = Base64.getEncoder().encodeToString("ledger:hunter22!".getBytes(StandardCharsets.UTF_8));
        assertThat(secrets.redact("Basic " + basic + " and more words"))
                .isEqualTo("Basic [steal.password]== and more words");
        assertThat(secrets.redact("privileged-pod-host-escape")).isEqualTo("privileged-pod-host-escape");
    }

    @Test
    void aLineOfAKeyIsHiddenByItself() {
        secrets.add("steal.key", "-----BEGIN KEY-----\nMHcCAQEEIB4lWvJpPzKq2m\nx1\n");
        assertThat(secrets.redact("    MHcCAQEEIB4lWvJpPzKq2m")).contains("MHcC"); // 22 characters may be anything
        secrets.add("steal.key", "MHcCAQEEIB4lWvJpPzKq2mMHcCAQEEIB4lWvJpPzKq2m\nx1\n");
        assertThat(secrets.redact("    MHcCAQEEIB4lWvJpPzKq2mMHcCAQEEIB4lWvJpPzKq2m"))
                .isEqualTo("    [steal.key]");
    }

    @Test
    void theLongestIsReplacedFirst() {
        secrets.add("a.x", "secret");
        secrets.add("b.y", "secret-and-more");
        assertThat(secrets.redact("secret-and-more secret")).isEqualTo("[b.y] [a.x]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "12345"})
    void whatIsShortStaysReadable(String value) {
        secrets.add("a.x", value);
        assertThat(secrets.redact("ok 12345")).isEqualTo("ok 12345");
    }

    @Test
    void factsAndFilesAreCleanAtOnceAndOlderOnesInTheOutcome() {
        List<Fact> live = new ArrayList<>();
        Journal journal = new Journal(Clock.systemUTC(), live::add);
        journal.note(Fact.Actor.INJECTOR, "before hunter22");
        journal.secrets().add("steal.password", "hunter22");
        journal.note(Fact.Actor.INJECTOR, "after hunter22", Map.of("uri", "/x?p=hunter22"));
        journal.keep(
                "file", "text/plain", Base64.getEncoder().encodeToString("hunter22".getBytes(StandardCharsets.UTF_8)));

        assertThat(live.get(1).text()).isEqualTo("after [steal.password]");
        assertThat(live.get(1).details()).containsEntry("uri", "/x?p=[steal.password]");
        assertThat(journal.evidence().get(0).content()).isEqualTo("[steal.password]");

        Instant now = Instant.now();
        Outcome outcome = journal.secrets()
                .redact(new Outcome(
                        new DrillInfo("d", "t", "", "f", "impact", List.of(), List.of(), "low", "o"),
                        Map.of("seen", "hunter22"),
                        now,
                        now,
                        now,
                        List.of(new Span(Phase.INJECT, now, now, Verdict.INCONCLUSIVE, "hunter22")),
                        List.of(),
                        List.of(new Raised("r", "t", "low", "audit", Entities.ofUser("hunter22"), now, now, 1, true)),
                        journal.facts(),
                        journal.evidence(),
                        Verdict.INCONCLUSIVE,
                        "saw hunter22"));
        assertThat(outcome.toString()).doesNotContain("hunter22");
        assertThat(outcome.facts().get(0).text()).isEqualTo("before [steal.password]");
    }
}
