package dev.tocsin.drill;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.step.Scope;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Replaceable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who acts in the cluster. Injector, responder and prober are different accounts, each with its own rights only. */
final class Identities implements Scope, AutoCloseable {
    static final String NAMESPACE = "incident-response";
    static final String RESPONDER = "responder";
    static final String PROBER = "prober";
    private final Cluster cluster;
    private final Journal journal;
    private final KubernetesClient admin;
    private final Kept kept = new Kept();
    private final Map<String, KubernetesClient> clients = new ConcurrentHashMap<>();

    Identities(Cluster cluster, Journal journal) {
        this.cluster = cluster;
        this.journal = journal;
        this.admin = cluster.patientClient(cluster.admin());
    }

    KubernetesClient admin() {
        return admin;
    }

    /**
     * Makes the accounts of responder and prober, each with the rights that this drill needs of it, and no others that a drill
     * before it needed.
     *
     * @return whether a drill was here before
     */
    boolean create(List<PolicyRule> responderNeeds, List<PolicyRule> proberNeeds) {
        boolean used = admin.namespaces().withName(NAMESPACE).get() != null;
        make(new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .endMetadata()
                .build());
        account(RESPONDER, responderNeeds);
        account(PROBER, proberNeeds);
        return used;
    }

    private void make(HasMetadata object) {
        admin.resource(object).unlock().createOr(Replaceable::update);
    }

    private void account(String name, List<PolicyRule> rules) {
        make(new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(name)
                .endMetadata()
                .build());
        String role = NAMESPACE + "-" + name;
        make(new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(role)
                .endMetadata()
                .withRules(rules)
                .build());
        make(new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(role)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                .addNewSubject()
                .withKind("ServiceAccount")
                .withNamespace(NAMESPACE)
                .withName(name)
                .endSubject()
                .build());
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }

    @Override
    public KubernetesClient as(String account) {
        return clients.computeIfAbsent(account, name -> {
            String[] parts = name.split("/", 2);
            return cluster.client(Access.serviceAccount(admin, parts[0], parts[1]));
        });
    }

    @Override
    public KubernetesClient prober() {
        return as(NAMESPACE + "/" + PROBER);
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public <T> T keep(String name, Supplier<T> first) {
        return kept.get(name, first);
    }

    @Override
    public <T> @Nullable T kept(String name) {
        return kept.get(name);
    }

    @Override
    public void close() {
        kept.close();
        clients.values().forEach(KubernetesClient::close);
        admin.close();
    }
}
