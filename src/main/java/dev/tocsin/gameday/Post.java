package dev.tocsin.gameday;

import dev.tocsin.respond.people.Webhook;
import java.io.IOException;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Posts JSON to addresses that the environment holds, for they may hold a token: a file or a report never says them. */
record Post(UnaryOperator<@Nullable String> environment) {
    private static final int FIRST_FAILURE = 300;

    /** @return what became of it, in a few words */
    String to(String env, String json) {
        String address = environment.apply(env);
        if (address == null || address.isBlank()) {
            return "not sent: " + env + " is not set";
        }
        URI uri;
        try {
            uri = URI.create(address.strip());
        } catch (IllegalArgumentException e) {
            return "not sent: " + env + " is no address";
        }
        if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
            return "not sent: " + env + " is no address that begins with https:// or http://";
        }
        try {
            int answer = Webhook.post(uri, json).statusCode();
            return (answer < FIRST_FAILURE ? "sent: " : "not taken: ") + uri.getHost() + " answered " + answer;
        } catch (IOException e) {
            return "not sent: " + uri.getHost() + " could not be reached";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not sent: interrupted";
        }
    }
}
