package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.step.Observation;
import java.util.List;
import java.util.Optional;

/**
 * One thing that befalls a node.
 *
 * @param name as scenarios write it
 * @param says in words, with {@code %1$s} for the node and {@code %2$s} for the value of the parameter that it takes
 * @param takes the name of that parameter; empty if it takes none
 * @param needs what must be said under the drill's {@code cluster}; empty: nothing
 * @param run does it, and sees whether it took effect
 */
record NodeDoing(String name, String says, String takes, String needs, Run run) {
    private static final List<NodeDoing> ALL = List.of(
            of("pause", "freeze the node %1$s", NodeState::pause),
            of("resume", "let the node %1$s go on", NodeState::resume),
            of("cut", "cut the node %1$s off the network", NodeNetwork::cut),
            with("percent", "lose", "lose %2$s %% of the packets to and from the node %1$s", NodeNetwork::lose),
            with("kbit", "slow", "let the network of the node %1$s send %2$s kbit/s", NodeNetwork::slow),
            of("restore", "give the node %1$s its network back", NodeNetwork::restore),
            of("stop", "stop k3s on the node %1$s", NodeService::stop),
            of("start", "start k3s on the node %1$s", NodeService::start),
            onDisk("fill", "fill the disk of the node %1$s", NodeDisk::fill),
            onDisk("free", "give the disk of the node %1$s its room back", NodeDisk::free),
            with("process", "kill", "on the node %1$s kill %2$s", NodeProcess::kill));

    interface Run {
        /** @param value of the parameter that it takes; empty if it takes none */
        Observation on(Cluster cluster, String node, String value);
    }

    private interface Plain {
        Observation on(Cluster cluster, String node);
    }

    private static NodeDoing of(String name, String says, Plain run) {
        return new NodeDoing(name, says, "", "", (cluster, node, value) -> run.on(cluster, node));
    }

    private static NodeDoing with(String takes, String name, String says, Run run) {
        return new NodeDoing(name, says, takes, "", run);
    }

    private static NodeDoing onDisk(String name, String says, Plain run) {
        return new NodeDoing(name, says, "", "disk", (cluster, node, value) -> run.on(cluster, node));
    }

    /** Empty for what cannot be done. */
    static Optional<NodeDoing> in(ObjectNode params) {
        return ALL.stream()
                .filter(one -> one.name.equals(params.path("do").asText()))
                .findFirst();
    }

    /** The parameters that some take. */
    static List<String> parameters() {
        return ALL.stream()
                .map(NodeDoing::takes)
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
    }

    /** The names of those that take a parameter. */
    static List<String> taking(String parameter) {
        return ALL.stream()
                .filter(one -> one.takes.equals(parameter))
                .map(NodeDoing::name)
                .toList();
    }

    String says(ObjectNode params) {
        return says.formatted(params.path("on").asText(), params.path(takes).asText());
    }

    Observation run(ObjectNode params, Cluster cluster) {
        return run.on(cluster, params.path("on").asText(), params.path(takes).asText());
    }
}
