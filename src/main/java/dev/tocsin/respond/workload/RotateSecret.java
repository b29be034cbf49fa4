package dev.tocsin.respond.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.cluster.PodShells;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code rotate-secret}: new random values for keys of a Secret. First what the values open learns them, by a script in a
 * pod, then the Secret, then those that use it are made anew. The responder never reads a Secret, and the values are on no
 * command line and in no record.
 */
@AutoService(Action.class)
public final class RotateSecret implements Action {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int LENGTH = 32;
    private final SecureRandom random = new SecureRandom();

    @Override
    public String name() {
        return "rotate-secret";
    }

    private static Target secret(ObjectNode params) {
        return new Target(
                "v1",
                "Secret",
                params.path("namespace").asText(),
                params.path("name").asText());
    }

    private static boolean restarts(ObjectNode params) {
        return params.path("consumers").asText("restart").equals("restart");
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        List<PolicyRule> needs = new ArrayList<>(List.of(secret(params).needs("patch")));
        if (restarts(params)) {
            needs.addAll(Consumers.NEEDS);
        }
        if (params.has("tell")) {
            needs.addAll(Rights.EXEC);
        }
        return needs;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        Target secret = secret(params);
        List<String> lines = new ArrayList<>();
        if (params.has("tell")) {
            String[] pod = params.at("/tell/pod").asText().split("/", 2);
            lines.add("kubectl exec -i -n " + pod[0] + " " + pod[pod.length - 1]
                    + " -- sh -e <<'END'   # the new values are variables: $"
                    + keys(params).stream().map(RotateSecret::variable).collect(Collectors.joining(", $")));
            params.at("/tell/script").asText().lines().forEach(lines::add);
            lines.add("END");
        }
        lines.add("kubectl patch " + secret.words() + " --type merge -p '{\"stringData\": {"
                + keys(params).stream()
                        .map(key -> "\"" + key + "\": \"<new>\"")
                        .reduce((all, one) -> all + ", " + one)
                        .orElse("")
                + "}}'");
        if (restarts(params)) {
            lines.add("kubectl rollout restart -n " + secret.namespace()
                    + " <each workload whose pods take their environment or a volume from it>");
        }
        return lines;
    }

    private static List<String> keys(ObjectNode params) {
        List<String> keys = new ArrayList<>();
        params.path("keys").forEach(key -> keys.add(key.asText()));
        return keys;
    }

    @Override
    public String target(ObjectNode params) {
        return secret(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target secret = secret(params);
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : keys(params)) {
            values.put(key, fresh());
            with.journal().secrets().add("new " + secret.name() + "." + key, values.get(key));
        }
        Changes changes = new Changes().put("keys", String.join(", ", values.keySet()));
        if (params.has("tell")) {
            tell(params, with, values);
            changes.put("told", params.at("/tell/pod").asText());
        }
        ObjectNode patch = params.objectNode();
        ObjectNode next = patch.putObject("stringData");
        values.forEach(next::put);
        try {
            secret.merge(with.client(), patch.toString());
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    (params.has("tell") ? "what the values open has learned new ones, but the Secret has not: " : "")
                            + e.getMessage(),
                    e);
        }
        if (restarts(params)) {
            Consumers.restart(
                    with,
                    secret.namespace(),
                    Set.of(secret.name()),
                    params.at("/tell/pod").asText(),
                    changes);
        }
        return changes.residual("what was opened with the old values stays open until it is closed")
                .done("rotated " + secret);
    }

    private String fresh() {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            value.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return value.toString();
    }

    /** On standard input: a command line stands in the audit log and in the pod's process list. */
    private static void tell(ObjectNode params, Responding with, Map<String, String> values) {
        StringBuilder script = new StringBuilder();
        values.keySet().forEach(key -> script.append("read -r tocsin_line; ")
                .append(variable(key))
                .append("=$(echo \"$tocsin_line\" | base64 -d)\n"));
        script.append(params.at("/tell/script").asText());
        CommandResult said;
        try (PodShells pods = new PodShells(with.client())) {
            said = pods.run(
                    params.at("/tell/pod").asText(),
                    List.of("sh", "-ec", script.toString()),
                    List.copyOf(values.values()));
        }
        if (said.exitCode() != 0) {
            throw new IllegalStateException("what the values open did not take new ones, so nothing was changed: "
                    + (said.stderr() + said.stdout()).strip());
        }
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_");
    }
}
