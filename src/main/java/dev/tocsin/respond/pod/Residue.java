package dev.tocsin.respond.pod;

import dev.tocsin.respond.support.Owners;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;

/** What a pod's quarantine does not stop. */
final class Residue {
    private Residue() {}

    static List<String> of(Pod pod) {
        List<String> residue = new ArrayList<>();
        residue.add("its own node " + pod.getSpec().getNodeName()
                + " still reaches it, and through the node so do kubectl exec and port-forward;"
                + " terminate ends that");
        Owners.controller(pod)
                .filter(owner -> owner.getKind().equals("StatefulSet"))
                .ifPresent(owner -> residue.add("StatefulSet " + owner.getName()
                        + " cannot replace it as long as it lives: the name is taken"));
        return residue;
    }
}
