package dev.tocsin.cluster;

import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** The k3s server as a container. */
final class K3sNode extends K3sContainer {
    static final String NAME = "server";
    static final String AUDIT_LOG = "/var/log/tocsin/audit.log";
    private static final String AUDIT_POLICY = "/etc/tocsin/audit-policy.yaml";

    private final List<String> arguments;

    K3sNode(K3sOptions options, WaitStrategy ready) {
        super(DockerImageName.parse(options.image()).asCompatibleSubstituteFor("rancher/k3s"));
        NodeContainer.setUp(this, NAME, options);
        options.tmpfs().forEach((path, how) -> getTmpFsMapping().put(path, how));
        withCopyToContainer(Transferable.of(AuditPolicy.text()), AUDIT_POLICY);
        AuditFeed feed = options.audit();
        if (feed != null) {
            withCopyToContainer(Transferable.of(AuditWebhookConfig.text(feed), 0600), AuditWebhookConfig.FILE);
        }
        arguments = command(options);
        withCommand(arguments.toArray(String[]::new));
        withCreateContainerCmdModifier(command -> command.withEntrypoint(K3sService.entryPoint(true)));
        waitingFor(ready.withStartupTimeout(options.startup()));
    }

    private List<String> command(K3sOptions options) {
        List<String> command = new ArrayList<>(List.of(
                "server",
                "--node-name=" + NAME,
                "--disable=traefik,metrics-server,servicelb,local-storage",
                "--disable-helm-controller",
                // One server, no cloud: electing leaders and waiting for a cloud's view of the node only cost time.
                "--disable-cloud-controller",
                "--kube-controller-manager-arg=leader-elect=false",
                // The limit that spares a large cluster's API makes the controllers of a new one wait for their turn.
                "--kube-controller-manager-arg=kube-api-qps=500",
                "--kube-controller-manager-arg=kube-api-burst=1000",
                // Autoscalers are looked at every fifteen seconds: time that a drill would only wait.
                "--kube-controller-manager-arg=horizontal-pod-autoscaler-sync-period=5s",
                "--kube-scheduler-arg=leader-elect=false",
                "--tls-san=" + getHost(),
                "--kube-apiserver-arg=audit-log-path=" + AUDIT_LOG,
                "--kube-apiserver-arg=audit-policy-file=" + AUDIT_POLICY));
        if (options.audit() != null) {
            command.addAll(AuditWebhookConfig.arguments());
        }
        if (options.datastore() == Datastore.ETCD) {
            command.add("--cluster-init");
        }
        command.addAll(options.serverArgs());
        return command;
    }

    /** What k3s is run with. */
    List<String> arguments() {
        return List.copyOf(arguments);
    }
}
