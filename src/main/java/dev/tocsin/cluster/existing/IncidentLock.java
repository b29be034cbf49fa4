package dev.tocsin.cluster.existing;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;

/** Whoever has a real incident sets it, and no drill disturbs: none begins, and one that runs ends. */
final class IncidentLock {
    static final String NAME = "incident-lock";

    private IncidentLock() {}

    /** What it says, if it is set. */
    static Optional<String> reason(KubernetesClient client) {
        ConfigMap lock =
                client.configMaps().inNamespace(OptIn.NAMESPACE).withName(NAME).get();
        if (lock == null) {
            return Optional.empty();
        }
        Map<String, String> data = lock.getData() == null ? Map.of() : lock.getData();
        return Optional.of("The incident lock is set (ConfigMap " + OptIn.NAMESPACE + "/" + NAME + "): "
                + data.getOrDefault("reason", "no reason is given"));
    }
}
