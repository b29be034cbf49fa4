package dev.tocsin.respond.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code rollback}: gives a Deployment the template of an earlier revision. kubectl's undo done twice is a redo; this one
 * remembers in the record what it went back to, and goes there again.
 */
@AutoService(Action.class)
public final class Rollback implements Action {
    @Override
    public String name() {
        return "rollback";
    }

    private static Target deployment(ObjectNode params) {
        return Workload.of(
                "Deployment",
                params.path("namespace").asText(),
                params.path("name").asText());
    }

    private static boolean discards(ObjectNode params) {
        return params.path("discard").asBoolean();
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(
                deployment(params).needs("get", "patch"),
                discards(params)
                        ? Rights.allow("apps", "replicasets", "list", "delete")
                        : Rights.allow("apps", "replicasets", "list"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        String words = deployment(params).words();
        List<String> lines = new ArrayList<>(List.of(
                "kubectl rollout history " + words,
                "kubectl rollout resume " + words + "   # if it is paused",
                "kubectl rollout undo " + words
                        + (params.has("toRevision")
                                ? " --to-revision=" + params.path("toRevision").asText()
                                : "")));
        if (discards(params)) {
            lines.add("kubectl rollout status " + words);
            lines.add("kubectl delete -n " + params.path("namespace").asText()
                    + " replicaset <the one of the revision that was left>   # its manifest is kept");
        }
        return lines;
    }

    @Override
    public String target(ObjectNode params) {
        return deployment(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target target = deployment(params);
        GenericKubernetesResource there = target.require(with.client());
        Revisions revisions = Revisions.of(with.client(), there);
        ReplicaSet now = revisions.current();
        ReplicaSet goal = params.has("toRevision")
                ? revisions.numbered(params.path("toRevision").asLong())
                : revisions.before(with.journal().facts(), target.toString());
        boolean paused = there.<Boolean>get("spec", "paused") == Boolean.TRUE;
        if (goal.equals(now)) {
            return new Done(target + " is at revision " + Revisions.number(now) + " already");
        }
        Manifest.keep(with, target + " before it was rolled back", there);
        target.patch(with.client(), patch(template(with, goal), paused));
        Changes changes = new Changes()
                .put(Revisions.TARGET, target)
                .put(Revisions.WENT_TO, goal.getMetadata().getName())
                .was("revision", Revisions.number(now))
                .was("paused", paused ? "true" : "")
                .put("revision", Revisions.number(goal))
                .put("images", Revisions.images(goal))
                .residual("whether that revision was good is not known here: images and digests must be proved");
        if (discards(params)) {
            discard(with, target, now);
            changes.put("discarded", now.getMetadata().getName());
        } else {
            changes.undo("kubectl rollout undo " + target.words() + " --to-revision=" + Revisions.number(now))
                    .residual("the revision that was left is in the history: a second undo goes back to it");
        }
        return changes.done("rolled " + target + " back from revision " + Revisions.number(now)
                + " to that of revision " + Revisions.number(goal));
    }

    /** Only when none of its pods is left: they would be gone at once with it. */
    private static void discard(Responding with, Target deployment, ReplicaSet left) {
        Rollout.awaitDone(with.client(), deployment);
        Target revision = new Target(
                "apps/v1",
                "ReplicaSet",
                deployment.namespace(),
                left.getMetadata().getName());
        Manifest.keep(with, revision + ", which was rolled back", left);
        revision.delete(with.client(), DeletionPropagation.BACKGROUND);
    }

    private static JsonNode template(Responding with, ReplicaSet goal) {
        ObjectNode template = with.client()
                .getKubernetesSerialization()
                .convertValue(goal.getSpec().getTemplate(), ObjectNode.class);
        if (template.at("/metadata/labels") instanceof ObjectNode labels) {
            labels.remove("pod-template-hash"); // of the ReplicaSet, not of the Deployment
        }
        return template;
    }

    private static ArrayNode patch(JsonNode template, boolean paused) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject().put("op", "replace").put("path", "/spec/template").set("value", template);
        if (paused) { // else nothing would come of it
            patch.addObject().put("op", "remove").put("path", "/spec/paused");
        }
        return patch;
    }
}
