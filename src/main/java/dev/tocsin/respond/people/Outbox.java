package dev.tocsin.respond.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.cluster.Archive;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.step.Responding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** By what ways a message goes out. What keeps it from going is a failure: nobody is said to be told who is not. */
final class Outbox {
    private static final int FIRST_FAILURE = 300;
    private static final String APPEND = "mkdir -p \"${2%/*}\" && printf '%s\\n' \"$1\" >>\"$2\"";

    private Outbox() {}

    /** @return where it went to; empty if nowhere */
    static String send(ObjectNode params, ObjectNode message, Responding with) {
        String text = with.journal().secrets().redact(message.toString());
        List<String> to = new ArrayList<>();
        if (params.has("webhook")) {
            to.add(post(URI.create(params.path("webhook").asText()), text));
        }
        if (params.has("file")) {
            to.add(write(Archive.messages(params.path("file").asText()), text, with));
        }
        return String.join(", ", to);
    }

    /** The machine beside the cluster is there when the cluster is not. */
    private static String write(String file, String text, Responding with) {
        CommandResult done = with.cluster().archive().script(APPEND, List.of(text, file));
        if (done.exitCode() != 0) {
            throw new IllegalStateException("stakeholders were not told: " + file + " was not written: "
                    + done.stderr().strip());
        }
        return file + " on the machine beside the cluster";
    }

    /** The address may hold a token: only its host is said. */
    private static String post(URI address, String text) {
        try {
            HttpResponse<String> answer = Webhook.post(address, text);
            if (answer.statusCode() >= FIRST_FAILURE) {
                throw new IllegalStateException("stakeholders were not told: " + address.getHost() + " answered "
                        + answer.statusCode() + " " + answer.body().strip());
            }
            return address.getHost() + ", which answered " + answer.statusCode();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "stakeholders were not told: " + address.getHost() + " could not be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stakeholders were not told in time", e);
        }
    }
}
