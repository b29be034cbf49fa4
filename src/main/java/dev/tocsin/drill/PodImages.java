package dev.tocsin.drill;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.TreeMap;

/** Which images the cluster's pods run, by digest: a tag says little years later. */
final class PodImages {
    private PodImages() {}

    /** Image to digest. */
    static Map<String, String> of(KubernetesClient admin) {
        Map<String, String> images = new TreeMap<>();
        for (Pod pod : admin.pods().inAnyNamespace().list().getItems()) {
            pod.getStatus().getContainerStatuses().stream()
                    .filter(container -> !container.getImageID().isEmpty())
                    .forEach(container -> images.put(
                            container.getImage(), container.getImageID().replaceFirst("^.*@", "")));
        }
        return images;
    }
}
