package dev.tocsin.respond.pod;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Named;
import dev.tocsin.respond.support.Owners;
import dev.tocsin.respond.support.PodEvidence;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code terminate}: deletes a pod without grace, after keeping what it can tell, and before that whatever owns it: a pod
 * whose owner lives comes back.
 */
@AutoService(Action.class)
public final class Terminate implements Action {
    private static final String STATIC = "kubernetes.io/config.mirror";

    @Override
    public String name() {
        return "terminate";
    }

    private static boolean keepsOwner(ObjectNode params) {
        return params.path("owner").asText().equals("keep");
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        List<PolicyRule> needs = new ArrayList<>(PodEvidence.NEEDS);
        needs.add(Rights.allow("", "pods", "delete"));
        if (!keepsOwner(params)) {
            needs.addAll(Owners.needs("get", "delete"));
        }
        return needs;
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        List<String> lines = new ArrayList<>(
                List.of(
                        "kubectl get -n {ns} pod {name} -o yaml; kubectl logs -n {ns} {name} --all-containers   # kept as evidence"));
        if (!keepsOwner(params)) {
            lines.add("kubectl delete -n {ns} <the pod's owners, the topmost first>");
        }
        lines.add("kubectl delete -n {ns} pod {name} --grace-period="
                + params.path("grace").asInt() + " --force");
        return Named.lines(params, "pod", lines.toArray(String[]::new));
    }

    @Override
    public String target(ObjectNode params) {
        return "pod " + Named.pod(params);
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Named name = Named.pod(params);
        var there = with.client().pods().inNamespace(name.namespace()).withName(name.name());
        Pod pod = there.get();
        if (pod == null) {
            return new Done("pod " + name + " is already gone", Map.of());
        }
        if (pod.getMetadata().getAnnotations() != null
                && pod.getMetadata().getAnnotations().containsKey(STATIC)) {
            throw new IllegalStateException("pod " + name + " is a static pod: the kubelet of "
                    + pod.getSpec().getNodeName() + " makes it anew until its file there is gone");
        }
        Changes changes = new Changes().put("evidence", PodEvidence.keep(with, pod));
        String owners = keepsOwner(params) ? "" : deleteOwners(with, name, pod);
        there.withGracePeriod(params.path("grace").asInt()).delete();
        changes.put("owner", owners)
                .residual("its processes may live on for about 2 s, and those of an exec with them: the kubelet's least"
                        + " grace; that the object is gone does not show that they are");
        return changes.done(
                "deleted pod " + name + (owners.isEmpty() ? "" : " and what would bring it back: " + owners));
    }

    /** From the top, each by itself: left to the garbage collector, one of them would have time for another pod. */
    private static String deleteOwners(Responding with, Named pod, Pod child) {
        List<String> deleted = new ArrayList<>();
        for (Owners.Owner owner : Owners.of(with.client(), child)) {
            Manifest.keep(with, owner.target() + ", owner of " + pod, owner.object());
            owner.target().delete(with.client(), DeletionPropagation.BACKGROUND);
            deleted.add(owner.target().kind() + "/" + owner.target().name());
        }
        return String.join(", ", deleted);
    }
}
