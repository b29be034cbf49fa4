package dev.tocsin.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSearchTest {
    private static final String TOKEN = "K10ab/c+d=::server:<0f>\"1\\";

    private static SecretSearch searchFor(String value) {
        Secrets secrets = new Secrets();
        secrets.add("steal.token", value);
        return new SecretSearch(List.of(secrets));
    }

    private static Set<String> found(String value, String text) {
        return searchFor(value).in(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {TOKEN, "hunter", "autumn-leaves-1789", "päßwörd-ünd-mehr"})
    void aPlantedSecretIsFoundInEveryForm(String value) {
        String json = value.replace("\\", "\\\\").replace("\"", "\\\"");
        String html = value.replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
        String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
        for (String form : List.of(value, json, html, url)) {
            assertThat(found(value, "before " + form + " after")).containsExactly("[steal.token]");
            assertThat(found(value, form)).containsExactly("[steal.token]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "{\"token\":\"", "user:"})
    void inBase64ItIsFoundWhateverStandsAroundIt(String before) {
        for (String after : List.of("", "x", "xy", "\"}")) {
            for (String value : List.of(TOKEN, "hunter22")) {
                String text = before + value + after;
                assertThat(found(value, "d('" + base64(text) + "')")).as(text).containsExactly("[steal.token]");
                String url =
                        Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
                assertThat(found(value, url)).as(text).containsExactly("[steal.token]");
                assertThat(found(value, base64("{\"data\": \"" + base64(text) + "\"}")))
                        .as("a report holds files in base64, and a Secret in a file is base64 itself")
                        .containsExactly("[steal.token]");
            }
        }
    }

    @Test
    void aLineOfAKeyIsFoundWithoutTheOthers() {
        String line = "MHcCAQEEIB4lWvJpPzKq2mMHcCAQEEIB4lWvJpPzKq2m";
        assertThat(found("-----BEGIN KEY-----\n" + line + "\n-----END KEY-----\n", "x" + line + "y"))
                .containsExactly("[steal.token]");
    }

    @Test
    void whatIsHiddenIsNotFound() {
        Secrets secrets = new Secrets();
        secrets.add("steal.token", TOKEN);
        String text = "a " + TOKEN + " b " + base64(TOKEN) + " c " + base64("me:" + TOKEN) + " d";
        SecretSearch search = new SecretSearch(List.of(secrets));
        assertThat(search.in(text.getBytes(StandardCharsets.UTF_8))).isNotEmpty();
        assertThat(search.in(secrets.redact(text).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void amongManyOthersEachIsFoundByItsOwnName() {
        Random random = new Random(7);
        Secrets secrets = new Secrets();
        byte[] bytes = new byte[18];
        for (int i = 0; i < 500; i++) {
            random.nextBytes(bytes);
            secrets.add("one." + i, Base64.getEncoder().encodeToString(bytes));
        }
        secrets.add("the.one", "not-a-real-key-4f1d7a");
        byte[] noise = new byte[1 << 20];
        random.nextBytes(noise);
        SecretSearch search = new SecretSearch(List.of(secrets, new Secrets()));
        assertThat(search.in(noise)).isEmpty();
        byte[] planted = base64("api-key: not-a-real-key-4f1d7a").getBytes(StandardCharsets.UTF_8);
        System.arraycopy(planted, 0, noise, 777_777, planted.length);
        assertThat(search.in(noise)).containsExactly("[the.one]");
    }

    @Test
    void withoutSecretsNothingIsFound() {
        assertThat(new SecretSearch(List.of()).in(new byte[100])).isEmpty();
    }
}
