package dev.tocsin.respond.support;

import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a pod's open flows, which no policy touches: their entries in the connection tracking of the pod's node go, and
 * the next packet counts as a new connection. Before the policy holds there, that would only let it in once more.
 */
public final class Flows {
    private static final Pattern DELETED = Pattern.compile("(\\d+) flow entries have been deleted");
    private static final String NO_TOOL = "no conntrack";
    private static final String NO_POLICY = "no policy";
    /** All that come from a pod, go to it, or are answered by it behind a Service's address. */
    public static final List<String> ALL = List.of("-s", "-d", "-r");

    /** $0 the address, $1 the policy, $2 how many times to look, the others conntrack's options before the address. */
    private static final String CUT = """
            command -v conntrack >/dev/null || { echo 'no conntrack'; exit; }
            n=0
            until iptables-save -t filter | grep -q -- "nw policy $1\\b"; do
              n=$((n + 1)); [ $n -lt $2 ] || { echo 'no policy'; break; }
              sleep 0.05
            done
            address=$0; shift 2
            for which in "$@"; do conntrack -D $which $address 2>&1 >/dev/null; done
            """;

    private Flows() {}

    /**
     * @param policy whose hold on the node is waited for, for at most some seconds
     * @param which {@link #ALL}, or some of them: conntrack's options, the last of which takes the pod's address
     */
    public static void cut(Responding with, Pod pod, String policy, List<String> which, Changes changes) {
        String address = pod.getStatus().getPodIP();
        String node = pod.getSpec().getNodeName();
        if (address == null || node == null || Boolean.TRUE.equals(pod.getSpec().getHostNetwork())) {
            return; // it has no flows of its own
        }
        if (with.cluster().isShared()) {
            changes.residual("its open flows go on: the node " + node + " is not the drill's");
            return;
        }
        List<String> command = new ArrayList<>(List.of("timeout", "15", "sh", "-c", CUT, address, policy, "100"));
        command.addAll(which);
        CommandResult did = with.cluster().onNode(node, command);
        if (did.stdout().contains(NO_TOOL)) {
            changes.residual("its open flows go on: there is no conntrack on the node " + node);
            return;
        }
        if (did.stdout().contains(NO_POLICY)) {
            changes.residual("the policy was not seen to hold on the node " + node
                    + ": flows may have been cut too early, and have come back");
        }
        Matcher deleted = DELETED.matcher(did.stdout());
        long flows = 0;
        while (deleted.find()) {
            flows += Long.parseLong(deleted.group(1));
        }
        changes.put("flows cut", flows);
    }
}
