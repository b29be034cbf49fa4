package dev.tocsin.respond.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.respond.support.Manifest;
import dev.tocsin.respond.support.Named;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * {@code replace-volume}: a claim gets a fresh volume, and the one that it had stays as it is: it is evidence, and whoever still
 * has it mounted does not reach the fresh one.
 */
@AutoService(Action.class)
public final class ReplaceVolume implements Action {
    private static final String KEPT = "Retain";
    private static final Duration FREE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);

    @Override
    public String name() {
        return "replace-volume";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(
                Named.of(params, "claim").as("PersistentVolumeClaim").needs("get", "delete"),
                Rights.allow("", "persistentvolumeclaims", "create"),
                Rights.allow("", "persistentvolumes", "get", "create"));
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        String volume = params.path("volume").asText();
        return Named.lines(
                params,
                "claim",
                "kubectl get -n {ns} pvc {name} -o yaml; kubectl get pv <its volume> -o yaml   # both kept as evidence",
                "kubectl delete -n {ns} pvc {name}   # goes when the last pod that uses it has gone; the volume must be Retain",
                "kubectl create -f -   # PersistentVolume " + volume + ": as before, with the folder "
                        + params.path("folder").asText() + " and claimRef {ns}/{name}",
                "kubectl create -f -   # PersistentVolumeClaim {ns}/{name}: as before, with volumeName " + volume);
    }

    @Override
    public String target(ObjectNode params) {
        return "claim " + params.path("claim").asText();
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        KubernetesClient client = with.client();
        Named name = Named.of(params, "claim");
        String fresh = params.path("volume").asText();
        String folder = params.path("folder").asText();
        var there =
                client.persistentVolumeClaims().inNamespace(name.namespace()).withName(name.name());
        PersistentVolumeClaim claim = there.get();
        if (claim == null) {
            throw new IllegalStateException("there is no claim " + name);
        }
        String old = claim.getSpec().getVolumeName();
        if (fresh.equals(old)) {
            return new Done("claim " + name + " has volume " + fresh + " already");
        }
        PersistentVolume volume =
                old == null ? null : client.persistentVolumes().withName(old).get();
        if (volume == null || volume.getSpec().getLocal() == null) {
            throw new IllegalStateException("claim " + name + " has no volume that is a folder of a node: " + old);
        }
        if (!KEPT.equals(volume.getSpec().getPersistentVolumeReclaimPolicy())) {
            throw new IllegalStateException("volume " + old
                    + " would be deleted with its claim, and is evidence: let it be " + KEPT + " first");
        }
        Manifest.keep(with, "claim " + name + " before it was deleted", claim);
        Manifest.keep(with, "volume " + old + " as it was mounted", volume);
        there.delete();
        try {
            Awaitility.await("claim " + name + " is gone")
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(FREE)
                    .until(() -> there.get() == null);
        } catch (ConditionTimeoutException e) {
            throw new IllegalStateException("a pod still uses claim " + name + ": it is going, and not gone", e);
        }
        client.persistentVolumes().resource(fresh(volume, fresh, folder, name)).create();
        client.persistentVolumeClaims().resource(fresh(claim, fresh)).create();
        return new Changes()
                .was("volume", old)
                .put("evidence", "kept both manifests; volume " + old + " is as it was, and no claim's")
                .undo("kubectl delete -n " + name.namespace() + " pvc " + name.name())
                .residual("who owns the node still reaches volume " + old)
                .done("gave claim " + name + " volume " + fresh + " in " + folder + ", and left " + old + " as it is");
    }

    private static PersistentVolume fresh(PersistentVolume old, String name, String folder, Named claim) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(old.getMetadata().getLabels())
                .endMetadata()
                .withSpec(old.getSpec())
                .editSpec()
                .withNewClaimRef()
                .withNamespace(claim.namespace())
                .withName(claim.name())
                .endClaimRef()
                .editLocal()
                .withPath(folder)
                .endLocal()
                .endSpec()
                .build();
    }

    private static PersistentVolumeClaim fresh(PersistentVolumeClaim old, String volume) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(old.getMetadata().getNamespace())
                .withName(old.getMetadata().getName())
                .withLabels(old.getMetadata().getLabels())
                .endMetadata()
                .withSpec(old.getSpec())
                .editSpec()
                .withVolumeName(volume)
                .endSpec()
                .build();
    }
}
