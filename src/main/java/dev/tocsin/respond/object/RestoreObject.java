package dev.tocsin.respond.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Resource;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code restore-object}: puts an object back to what the library declares. It is replaced, not patched: what an attacker
 * added goes too.
 */
@AutoService(Action.class)
public final class RestoreObject implements Action {
    private static final int CONFLICT = 409;
    private static final int TRIES = 10;
    private static final String RBAC = "rbac.authorization.k8s.io";

    @Override
    public String name() {
        return "restore-object";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        Target target = Target.of(params);
        Resource type = Resource.of(target.apiVersion(), target.kind());
        List<PolicyRule> needs = new ArrayList<>(
                List.of(target.needs("get", "update"), Rights.allow(type.group(), type.plural(), "create")));
        if (type.group().equals(RBAC) && Set.of("roles", "clusterroles").contains(type.plural())) {
            needs.add(target.needs("escalate")); // who changes a role must hold what it gives, or may do this
        }
        if (target.kind().endsWith("AdmissionPolicyBinding")) {
            needs.add(Rights.allow("", "configmaps", "get")); // who binds a policy must be able to read its parameters
        }
        return needs;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        Target target = Target.of(params);
        return List.of(
                "kubectl get " + target.words() + " -o yaml   # kept as evidence",
                "kubectl replace -f scenarios/" + params.path("from").asText() + ".yaml   # " + target
                        + " alone; create it if it is gone");
    }

    @Override
    public String target(ObjectNode params) {
        return Target.of(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target target = Target.of(params);
        String from = params.path("from").asText();
        GenericKubernetesResource declared = declared(with, from, target);
        GenericKubernetesResource before = target.get(with.client());
        Changes changes = new Changes().put("from", from);
        if (before == null) {
            target.as(declared, with.client()).create();
            return changes.undo("kubectl delete " + target.words())
                    .done("made " + target + ", which was gone, as " + from + " declares it");
        }
        Manifest.keep(with, target + " before it was restored", before);
        GenericKubernetesResource after = replace(with.client(), target, declared, before);
        List<String> changed = Differences.between(with.client().getKubernetesSerialization(), before, after);
        return changes.put("evidence", "kept the manifest of before")
                .put("changed", String.join(", ", changed))
                .done(
                        changed.isEmpty()
                                ? target + " is as " + from + " declares it"
                                : "restored " + target + " to what " + from + " declares");
    }

    /** Controllers write states all the time: what changed since it was read is read again. */
    private static GenericKubernetesResource replace(
            KubernetesClient client,
            Target target,
            GenericKubernetesResource declared,
            GenericKubernetesResource before) {
        String version = before.getMetadata().getResourceVersion();
        for (int more = TRIES; ; more--) {
            declared.getMetadata().setResourceVersion(version);
            try {
                return target.as(declared, client).update();
            } catch (KubernetesClientException e) {
                if (e.getCode() != CONFLICT || more == 0) {
                    throw e;
                }
                version = target.require(client).getMetadata().getResourceVersion();
            }
        }
    }

    private static GenericKubernetesResource declared(Responding with, String from, Target target) {
        KubernetesSerialization json = with.client().getKubernetesSerialization();
        Object read = json.unmarshal(with.manifest(from));
        for (Object one : read instanceof List<?> list ? list : List.of(read)) {
            GenericKubernetesResource object = json.convertValue(one, GenericKubernetesResource.class);
            String namespace = object.getMetadata().getNamespace();
            if (target.equals(new Target(
                    object.getApiVersion(),
                    object.getKind(),
                    namespace == null ? "" : namespace,
                    object.getMetadata().getName()))) {
                return object;
            }
        }
        throw new IllegalStateException(from + " declares no " + target + " of " + target.apiVersion());
    }
}
