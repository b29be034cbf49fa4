package dev.tocsin.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretsTest {
    private static final String TOKEN = "eyJhbGciOi/J9.e30+x.c2ln";

    @Test
    void aSecretIsTakenOutInEachOfItsForms() {
        Secrets secrets = new Secrets();
        secrets.add(TOKEN + "\n");
        String base64 = Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));
        String text = "plain " + TOKEN + ", encoded " + URLEncoder.encode(TOKEN, StandardCharsets.UTF_8) + ", base64 "
                + base64;
        assertThat(secrets.redact(text))
                .startsWith("plain [secret], encoded [secret], base64 [secret]")
                .doesNotContain("eyJhbGciOi");
    }

    @Test
    void aSecretInsideAnotherLeavesNothingOfEither() {
        Secrets secrets = new Secrets();
        secrets.add("inner-secret");
        secrets.add("outer inner-secret outer");
        assertThat(secrets.redact("a outer inner-secret outer b")).isEqualTo("a [secret] b");
    }

    @Test
    void shortValuesAreNoSecrets() {
        Secrets secrets = new Secrets();
        secrets.add("200");
        assertThat(secrets.redact("status 200")).isEqualTo("status 200");
    }

    @Test
    void aJournalNeverHoldsOne() {
        Journal journal = new Journal(() -> Instant.EPOCH, fact -> {});
        journal.secrets().add(TOKEN);
        journal.note(Fact.Actor.INJECTOR, "stole " + TOKEN, Map.of("stdout", "x" + TOKEN));
        journal.keep("log", "text/plain", "Bearer " + TOKEN);
        assertThat(journal.facts().toString() + journal.evidence())
                .doesNotContain(TOKEN)
                .contains("[secret]");
    }
}
