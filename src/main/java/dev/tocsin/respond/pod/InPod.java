package dev.tocsin.respond.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.cluster.PodExec;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Named;
import dev.tocsin.step.Action.Done;
import dev.tocsin.step.Responding;
import java.util.ArrayList;
import java.util.List;

/** A command in a pod, whose output is kept. */
final class InPod {
    private InPod() {}

    static List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    /** Which container, as kubectl is told. */
    static String option(ObjectNode params) {
        return params.has("container") ? " -c " + params.path("container").asText() : "";
    }

    static Done run(ObjectNode params, String what, List<String> command, Responding with) {
        Named name = Named.pod(params);
        String container = params.path("container").asText();
        CommandResult did = PodExec.run(with.client(), name.toString(), container, command);
        String pod = name + (container.isEmpty() ? "" : ", container " + container);
        with.journal()
                .keep(
                        "output of " + what + " in " + pod,
                        "text/plain",
                        did.stdout() + (did.stderr().isEmpty() ? "" : "\nstandard error:\n" + did.stderr()));
        if (did.exitCode() == PodExec.NOT_RUN) {
            throw new IllegalStateException(what + " was not run, or not to its end: " + did.stderr());
        }
        if (did.exitCode() != 0) {
            throw new IllegalStateException(what + " in " + pod + " ended with " + did.exitCode() + ": "
                    + (did.stderr() + did.stdout()).strip());
        }
        return new Changes()
                .put("evidence", "kept its output")
                .residual("whoever owns the pod's files owns the programs too: an answer may be a lie")
                .done("ran " + what + " in " + pod);
    }
}
