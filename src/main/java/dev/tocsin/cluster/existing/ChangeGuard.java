package dev.tocsin.cluster.existing;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every request of a drill before it is sent, whoever of the drill sends it: one that would change what is not opted in is
 * refused, and what another is about is written down. Requests that a program in a pod sends do not pass here.
 */
final class ChangeGuard implements Interceptor {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /** These act, though some are asked for as if one were reading. */
    private static final Set<String> ACTS = Set.of("exec", "attach", "portforward", "proxy");

    private final KubernetesClient client;
    private final UndoLog log;
    private final boolean disposable;
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final Set<String> allowed = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Refused first;

    /** @param client whose requests do not pass here */
    ChangeGuard(KubernetesClient client, UndoLog log, boolean disposable) {
        this.client = client;
        this.log = log;
        this.disposable = disposable;
    }

    /** @throws Refused if anything was refused: whoever sent it may have taken that for the cluster's answer */
    void check() {
        Refused refused = first;
        if (refused != null) {
            throw refused;
        }
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        look(request.method(), request.uri(), String.valueOf(request.bodyString()));
    }

    /**
     * @param body as JSON, if there is one
     * @throws Refused if it may not be sent
     */
    void look(String method, URI uri, String body) {
        ApiPath path = ApiPath.of(uri.getPath());
        if (path == null || READS.contains(method) && !ACTS.contains(path.part())) {
            return;
        }
        String query = String.valueOf(uri.getQuery());
        if (query.contains("dryRun=All") || path.resource().endsWith("reviews")) {
            return; // nothing is changed
        }
        try {
            admit(path, method);
            if (!ACTS.contains(path.part()) && !path.part().equals("token")) {
                write(path, method, body);
            }
        } catch (Refused e) {
            first = first == null ? e : first;
            throw e;
        }
    }

    private void admit(ApiPath path, String method) {
        if (path.resource().equals("nodes") && path.namespace() == null && !disposable) {
            throw new Refused("A change of a node is refused (" + method + " " + path.object()
                    + "): the cluster is not declared disposable (kubectl label namespace " + OptIn.NAMESPACE + " "
                    + OptIn.DISPOSABLE + "=true).");
        }
        String namespace = path.isNamespace() ? path.name() : path.namespace();
        if (namespace == null || made.contains(namespace)) {
            return;
        }
        if (!allowed.contains(namespace)) {
            Namespace there = client.namespaces().withName(namespace).get();
            if (there == null) {
                return; // the API server refuses it
            }
            if (!OptIn.has(there)) {
                throw new Refused("Namespace " + namespace + " is not opted in, and " + method + " " + path.object()
                        + " would change it: " + OptIn.how(namespace));
            }
            allowed.add(namespace);
        }
        if (path.isNamespace() && method.equals("DELETE")) {
            throw new Refused("The deletion of namespace " + namespace
                    + " is refused: it was there before the drill, and what is in it could not be given back.");
        }
    }

    private void write(ApiPath path, String method, String body) {
        if (path.namespace() != null && made.contains(path.namespace())) {
            return; // it goes with its namespace
        }
        if (method.equals("POST") && path.part().isEmpty()) {
            created(path, UndoLog.json(body).path("metadata"));
        } else if (path.name() == null) {
            UndoLog.names(client, path.collection()).forEach(name -> log.before(path.named(name)));
        } else if (!log.before(path) && path.isNamespace() && !method.equals("DELETE")) {
            made.add(path.name()); // by an apply
        }
    }

    private void created(ApiPath collection, JsonNode metadata) {
        String name = metadata.path("name").asText();
        String beginning = metadata.path("generateName").asText();
        if (!name.isEmpty()) {
            ApiPath object = collection.named(name);
            if (!log.before(object) && object.isNamespace()) {
                made.add(name);
            }
        } else if (!beginning.isEmpty()) { // without either, the API server refuses it
            log.beforeSome(collection.named(beginning));
        }
    }
}
