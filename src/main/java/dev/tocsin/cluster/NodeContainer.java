package dev.tocsin.cluster;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/** What the container of a server and that of an agent have in common. */
final class NodeContainer {
    /** Containers' use of CPU and memory is looked at every two seconds for ten: it is what metrics can tell. */
    private static final String HOUSEKEEPING = "housekeeping-interval=2s";
    /** Of a node with a disk of its own; it is given up as full for ten seconds, not for five minutes, after there is room. */
    private static final String PRESSURE = ", eviction-pressure-transition-period=10s";

    /** Of the processors, where others want them too: the least that there is, and a container's own. */
    private static final int FEWEST_SHARES = 2;

    private static final int OWN_SHARES = 1024;

    private NodeContainer() {}

    /**
     * Keeps it to a cgroup namespace of its own, binds nothing of the host's, and says whose it is: with the host's
     * cgroups, the kubelets of two clusters on one engine remove each other's pods.
     */
    static void setUp(GenericContainer<?> container, String node, K3sOptions options) {
        container.withCreateContainerCmdModifier(command -> {
            command.withHostName(node);
            HostConfig host = command.getHostConfig();
            if (host != null) {
                host.withCgroupnsMode("private").withBinds(new Bind[0]);
                if (options.yielding()) {
                    host.withCpuShares(FEWEST_SHARES);
                }
            }
        });
        boolean ownDisk = options.disk() > 0;
        if (ownDisk) {
            Map<String, String> tmpfs = new HashMap<>(container.getTmpFsMapping());
            tmpfs.put(Cluster.DISK, "size=" + options.disk() + "m,exec");
            container.withTmpFs(tmpfs);
        }
        container.withCopyToContainer(
                Transferable.of("kubelet-arg: [" + HOUSEKEEPING + (ownDisk ? PRESSURE : "") + "]\n"),
                "/etc/rancher/k3s/config.yaml.d/tocsin.yaml");
        container.withLabel(Leftovers.OWNER, Leftovers.me());
        if (options.mayBeKept()) {
            // What Testcontainers might reuse it does not remove when the process ends. No other is ever labelled like
            // this.
            container.withLabel("dev.tocsin.node", UUID.randomUUID().toString());
            container.withReuse(true);
        }
        container.withStartupTimeout(options.startup());
    }

    /** From now on it gets its share of the processors. */
    static void wanted(GenericContainer<?> container) {
        container
                .getDockerClient()
                .updateContainerCmd(container.getContainerId())
                .withCpuShares(OWN_SHARES)
                .exec();
    }
}
