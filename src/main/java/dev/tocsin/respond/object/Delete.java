package dev.tocsin.respond.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Owners;
import dev.tocsin.respond.support.Target;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Locale;

/** {@code delete}: deletes any object after keeping its manifest. */
@AutoService(Action.class)
public final class Delete implements Action {
    @Override
    public String name() {
        return "delete";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(Target.of(params).needs("get", "delete"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        String words = Target.of(params).words();
        return List.of(
                "kubectl get " + words + " -o yaml   # kept as evidence",
                "kubectl delete " + words + " --cascade=" + how(params).name().toLowerCase(Locale.ROOT));
    }

    private static DeletionPropagation how(ObjectNode params) {
        return DeletionPropagation.valueOf(
                params.path("propagation").asText("Background").toUpperCase(Locale.ROOT));
    }

    @Override
    public String target(ObjectNode params) {
        return Target.of(params).toString();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Target target = Target.of(params);
        GenericKubernetesResource there = target.get(with.client());
        if (there == null) {
            return new Done(target + " is already gone");
        }
        Manifest.keep(with, target + " before it was deleted", there);
        target.delete(with.client(), how(params));
        Changes changes = new Changes()
                .put(
                        "evidence",
                        target.kind().equals("Secret")
                                ? "kept manifest, without its values"
                                : "kept manifest, which kubectl create takes back");
        Owners.controller(there)
                .ifPresent(owner -> changes.residual(owner.getKind() + " " + owner.getName() + " may make it anew"));
        if (!there.getMetadata().getFinalizers().isEmpty()) {
            changes.residual(
                    "it goes only when " + String.join(", ", there.getMetadata().getFinalizers()) + " lets it go");
        }
        return changes.done("deleted " + target);
    }
}
