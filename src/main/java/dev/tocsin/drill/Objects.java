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
        drill.fixtures().forEach((name, manifest) -> read(yaml, manifest)
                .forEach(one -> objects.add("fixture " + name + ": " + named(one))));
        objects.add("drill: Namespace " + Identities.NAMESPACE);
        for (String account : List.of(Identities.RESPONDER, Identities.PROBER)) {
            objects.add("drill: ServiceAccount " + Identities.NAMESPACE + "/" + account
                    + " with a ClusterRole of the rights that the drill's own steps and procedures need");
        }
        return objects;
    }

    /** What its fixtures declare, as far as Kubernetes' own types go. */
    static List<HasMetadata> declared(Drill drill) {
        KubernetesSerialization yaml = new KubernetesSerialization();
        return drill.fixtures().values().stream()
                .flatMap(manifest -> read(yaml, manifest).stream())
                .filter(HasMetadata.class::isInstance)
                .map(HasMetadata.class::cast)
                .toList();
    }

    /** A manifest may be one object or several. */
    private static List<?> read(KubernetesSerialization yaml, String manifest) {
        Object read = yaml.unmarshal(manifest);
        return read instanceof List<?> list ? list : List.of(read);
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
