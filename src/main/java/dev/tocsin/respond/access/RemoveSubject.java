package dev.tocsin.respond.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.Locale;

/**
 * {@code remove-subject}: takes one out of a binding that others need. Kubernetes lets only those change a binding who may
 * give its role away, so the responder gets the right to bind that one role.
 */
@AutoService(Action.class)
public final class RemoveSubject implements Action {
    @Override
    public String name() {
        return "remove-subject";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        String[] role = params.path("role").asText().split("/", 2);
        return List.of(
                binding(params).needs("get", "patch"),
                Rights.named(RevokeGrant.GROUP, role[0].toLowerCase(Locale.ROOT) + "s", role[role.length - 1], "bind"));
    }

    private static Target binding(ObjectNode params) {
        return new Target(
                RevokeGrant.VERSION,
                params.path("kind").asText(),
                params.path("namespace").asText(),
                params.path("name").asText());
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        Target binding = binding(params);
        return List.of(
                "kubectl get " + binding.words() + " -o yaml   # kept as evidence",
                "kubectl edit " + binding.words() + "   # take "
                        + params.path("subject").asText() + " out of its subjects");
    }

    @Override
    public String target(ObjectNode params) {
        return binding(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target binding = binding(params);
        Subjects who = Subjects.of(params.path("subject").asText());
        GenericKubernetesResource there = binding.get(with.client());
        if (there == null) {
            return new Done(binding + " is already gone");
        }
        var json = with.client().getKubernetesSerialization();
        ObjectNode tree = json.convertValue(there, ObjectNode.class);
        ArrayNode left = tree.arrayNode();
        for (JsonNode subject : tree.path("subjects")) {
            if (!who.is(json.convertValue(subject, Subject.class))) {
                left.add(subject);
            }
        }
        if (left.size() == tree.path("subjects").size()) {
            return new Done(binding + " does not name " + who);
        }
        Manifest.keep(with, binding + " before " + who + " was taken out", there);
        ObjectNode patch = tree.objectNode();
        patch.putObject("metadata")
                .put("resourceVersion", there.getMetadata().getResourceVersion()); // fails if it was changed meanwhile
        patch.set("subjects", left);
        binding.merge(with.client(), patch.toString());
        return new Changes()
                .put("evidence", "kept manifest, which kubectl apply takes back")
                .put("subjects left", left.size())
                .done("took " + who + " out of " + binding);
    }
}
