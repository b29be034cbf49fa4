package dev.tocsin.respond.access;

import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Named;
import dev.tocsin.respond.support.Owners;
import dev.tocsin.respond.support.PodEvidence;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the pods of a service account anew. The kubelet does not renew a token that is refused: without this they would
 * go on without access until it expires. Those that hold no token stay.
 */
final class Recycling {
    static final List<PolicyRule> NEEDS =
            List.of(Rights.allow("", "pods/log", "get"), Rights.allow("", "pods", "list", "delete"));

    private Recycling() {}

    static void of(Responding with, Named account, Changes changes) {
        List<String> recycled = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (Pod pod : with.client()
                .pods()
                .inNamespace(account.namespace())
                .withField("spec.serviceAccountName", account.name())
                .list()
                .getItems()) {
            if (!holdsToken(pod)) {
                continue;
            }
            changes.put("evidence of " + pod.getMetadata().getName(), PodEvidence.keep(with, pod));
            with.client()
                    .pods()
                    .inNamespace(account.namespace())
                    .withName(pod.getMetadata().getName())
                    .withGracePeriod(0)
                    .delete();
            (Owners.controller(pod).isPresent() ? recycled : lost)
                    .add(pod.getMetadata().getName());
        }
        changes.put("pods recycled", String.join(", ", recycled)).put("pods lost", String.join(", ", lost));
        if (!lost.isEmpty()) {
            changes.residual("nothing owns the pods " + String.join(", ", lost)
                    + ": they do not come back by themselves, their manifests are kept");
        }
    }

    private static boolean holdsToken(Pod pod) {
        return pod.getSpec().getVolumes().stream()
                .filter(volume -> volume.getProjected() != null)
                .flatMap(volume -> volume.getProjected().getSources().stream())
                .anyMatch(source -> source.getServiceAccountToken() != null);
    }
}
