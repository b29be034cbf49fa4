package dev.tocsin.drill;

import dev.tocsin.scenario.Drill;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;

/** Every object that a drill makes before its attack, for those who want to know before it does. */
public final class Objects {
    private Objects() {}

    /** {@code fixture shop: Deployment shop/web}, in order. */
    public static List<String> of(Drill drill) {
        List<String> objects = new ArrayList<>();
        KubernetesSerialization yaml = new KubernetesSerialization();
        drill.fixtures().forEach((name, manifest) -> {
            Object read = yaml.unmarshal(manifest);
            for (Object one : read instanceof List<?> list ? list : List.of(read)) {
                objects.add("fixture " + name + ": " + named(one));
            }
        });
        objects.add("drill: Namespace " + Identities.NAMESPACE);
        for (String account : List.of(Identities.RESPONDER, Identities.PROBER)) {
            objects.add("drill: ServiceAccount " + Identities.NAMESPACE + "/" + account
                    + " with a ClusterRole of the rights that the drill's own steps and procedures need");
        }
        return objects;
    }

    /** What its fixtures declare, as far as Kubernetes' own types go. */
    static List<HasMetadata> declared(Drill drill) {
        List<HasMetadata> objects = new ArrayList<>();
        KubernetesSerialization yaml = new KubernetesSerialization();
        drill.fixtures().values().forEach(manifest -> {
            Object read = yaml.unmarshal(manifest);
            for (Object one : read instanceof List<?> list ? list : List.of(read)) {
                if (one instanceof HasMetadata object) {
                    objects.add(object);
                }
            }
        });
        return objects;
    }

    /** {@code Deployment shop/web}. */
    static String named(Object object) {
        if (!(object instanceof HasMetadata item)) {
            return String.valueOf(object);
        }
        String namespace = item.getMetadata().getNamespace();
        return item.getKind() + " " + (namespace == null ? "" : namespace + "/")
                + item.getMetadata().getName();
    }
}
