package dev.tocsin.inject;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.step.Observation;
import java.util.List;

/** Kills processes of a node by name, those of its pods too: a node sees them all. */
final class NodeProcess {
    /** How many there were, and how many of these are still there after at most two seconds. */
    private static final String SCRIPT = """
            pids=$(pgrep -x "$0") || { echo 0 0; exit; }
            kill -KILL $pids
            for try in 1 2 3 4 5 6 7 8 9 10; do
              left=0
              for pid in $pids; do
                case $(cut -d ' ' -f 3 /proc/$pid/stat 2>/dev/null) in '' | Z | X) ;; *) left=$((left + 1)) ;; esac
              done
              [ $left = 0 ] && break
              sleep 0.2
            done
            set -- $pids
            echo $# $left
            """;

    private NodeProcess() {}

    static Observation kill(Cluster cluster, String node, String process) {
        String[] counts = cluster.onNode(node, List.of("sh", "-c", SCRIPT, process))
                .stdout()
                .strip()
                .split(" ");
        if (counts.length != 2) {
            return Observation.of("done", false).with("message", "the node itself went");
        }
        int found = Integer.parseInt(counts[0]);
        int left = Integer.parseInt(counts[1]);
        return Observation.of("done", found > 0 && left == 0)
                .with("killed", found - left)
                .with(
                        "message",
                        found == 0
                                ? "there is no process of this name"
                                : left > 0 ? "a node's first process cannot be killed" : "");
    }
}
