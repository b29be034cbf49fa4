package dev.tocsin.inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Durations;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Resource;
import dev.tocsin.step.Rights;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code apiRequest}: one request to the API as it stands, with whatever credential, from here or from inside a pod. */
@AutoService(StepKind.class)
public final class RawApiRequest implements StepKind {
    private static final List<String> VERBS = List.of("get", "post", "put", "patch", "delete");
    private static final List<String> CREDENTIALS = List.of("as", "token", "cert", "anonymous");
    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(8);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "apiRequest";
    }

    @Override
    public String says(ObjectNode params) {
        String verb = verb(params);
        String who = params.has("as")
                ? "as " + params.path("as").asText()
                : params.has("token") ? "with a token" : params.has("cert") ? "with a certificate" : "anonymously";
        return who + (params.has("from") ? ", from pod " + params.path("from").asText() : "") + ", " + verb + " "
                + params.path(verb).asText();
    }

    @Override
    public List<Fault> check(ObjectNode params) {
        List<Fault> faults = new ArrayList<>();
        one(params, VERBS, "This asks for nothing", faults);
        one(params, CREDENTIALS, "This carries no credential", faults);
        if (params.has("cert") != params.has("key")) {
            faults.add(new Fault("", "A client certificate needs its key: give both 'cert' and 'key'."));
        }
        if (Durations.of(params.path("timeout"), AT_MOST).compareTo(LONGEST) > 0) {
            faults.add(new Fault("/timeout", "An answer is waited for at most 8s."));
        }
        if (params.has("body") && (params.has("get") || params.has("delete"))) {
            faults.add(new Fault("/body", "Only post, put and patch have a body."));
        }
        return faults;
    }

    private static void one(ObjectNode params, List<String> keys, String without, List<Fault> faults) {
        List<String> given = keys.stream().filter(params::has).toList();
        if (given.isEmpty()) {
            faults.add(new Fault("", without + ". Give one of " + String.join(", ", keys) + "."));
        } else if (given.size() > 1) {
            faults.add(new Fault(
                    "/" + given.get(1),
                    "'" + given.get(0) + "' is given too. Keep one of " + String.join(", ", keys) + "."));
        }
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        return params.has("from") ? Rights.EXEC : List.of();
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        String path = params.path(verb(params)).asText();
        Resource resource = Resource.of(path);
        if (resource == null) {
            return Set.of();
        }
        return params.has("delete") ? resource.touchedByDeletion() : resource.touched();
    }

    /** Whoever has a credential that is good may ask for the version: nothing is learned or changed by it. */
    @Override
    public ObjectNode harmless(ObjectNode params) {
        ObjectNode idle = params.deepCopy();
        idle.remove(VERBS);
        idle.remove(List.of("body", "contentType"));
        return idle.put("get", "/version");
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        String verb = verb(params);
        String method = verb.toUpperCase(Locale.ROOT);
        String path = params.path(verb).asText();
        String type = params.path("contentType")
                .asText(verb.equals("patch") ? "application/merge-patch+json" : "application/json");
        String body = params.has("body") ? params.path("body").toString() : null;
        Duration atMost = Durations.of(params.path("timeout"), AT_MOST);
        Credential credential = Credential.of(params, scope);
        Observation seen;
        if (params.has("from")) {
            String pod = params.path("from").asText();
            scope.cluster().beforeRequest(method, path, body); // it does not pass any client of ours
            seen = CurlInPod.send(scope, pod, credential, method, path, type, body, atMost);
        } else {
            try (KubernetesClient client =
                    scope.cluster().client(credential.access(scope.cluster().admin()))) {
                seen = ApiRequest.send(client, method, path, type, body, atMost);
            }
        }
        return params.has("pick") ? picked(seen, params.path("pick").asText()) : seen;
    }

    private static String verb(ObjectNode params) {
        return VERBS.stream().filter(params::has).findFirst().orElse("get");
    }

    private static Observation picked(Observation seen, String pointer) {
        JsonNode value;
        try {
            value = JSON.readTree(seen.value("body")).at(pointer);
        } catch (JsonProcessingException e) {
            return seen; // no JSON: nothing to pick from
        }
        String text = value.isValueNode() ? value.asText() : value.isMissingNode() ? "" : value.toString();
        return seen.withSilent("picked", text).withSilent("decoded", decoded(text));
    }

    /** A Secret's values are in base64. */
    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
