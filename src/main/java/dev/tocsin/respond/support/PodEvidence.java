package dev.tocsin.respond.support;

import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.step.Responding;
import dev.tocsin.step.Rights;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a pod can still tell before it goes: manifest, logs, processes and changed files. Processes and files are read on
 * the node, where nothing inside the pod can lie about them and where no tool of the pod is needed.
 */
public final class PodEvidence {
    public static final List<PolicyRule> NEEDS =
            List.of(Rights.allow("", "pods", "get"), Rights.allow("", "pods/log", "get"));

    private static final int LOG_LINES = 1000;
    private static final String LOOK = """
            for at in $(grep -lsE "pod$0|pod$(echo $0 | tr - _)" /proc/[0-9]*/cgroup); do
              p=${at%/cgroup}; [ -r $p/mountinfo ] || continue
              echo "${p#/proc/} $(readlink $p/exe) : $(tr '\\0' ' ' <$p/cmdline)"
              up="$up $(sed -n 's,.* / / .*upperdir=\\([^, ]*\\).*,\\1,p' $p/mountinfo)"
            done
            echo; echo "files that its containers changed:"
            for dir in $(echo $up | tr ' ' '\\n' | sort -u); do
              find $dir -mindepth 1 ! -type d | head -n 200 | while read -r file; do
                echo "$(ls -ld "$file" | cut -c1-200 | sed "s,$dir,,")"; done
            done
            """;

    private PodEvidence() {}

    /** Keeps it; containment never waits for evidence that cannot be had. What was kept and what was not is returned. */
    public static String keep(Responding with, Pod pod) {
        String name = pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
        List<String> kept = new ArrayList<>(List.of("manifest"));
        List<String> not = new ArrayList<>();
        Manifest.keep(with, "pod " + name, pod);
        for (Container container : containers(pod)) {
            try {
                String log = Api.send(
                        with.client(),
                        "GET",
                        "/api/v1/namespaces/" + pod.getMetadata().getNamespace() + "/pods/"
                                + pod.getMetadata().getName() + "/log?container=" + container.getName() + "&tailLines="
                                + LOG_LINES,
                        "application/json",
                        null);
                with.journal().keep("log of " + name + ", container " + container.getName(), "text/plain", log);
                kept.add("log of " + container.getName());
            } catch (RuntimeException e) {
                not.add("log of " + container.getName() + " (" + e.getMessage() + ")");
            }
        }
        processes(with, pod, name, kept, not);
        return "kept " + String.join(", ", kept) + (not.isEmpty() ? "" : "; not kept " + String.join(", ", not));
    }

    private static List<Container> containers(Pod pod) {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
                .toList();
    }

    private static void processes(Responding with, Pod pod, String name, List<String> kept, List<String> not) {
        String node = pod.getSpec().getNodeName();
        if (node == null) {
            return; // it runs nowhere
        }
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        String uid = annotations == null
                ? pod.getMetadata().getUid() // a static pod's own is in an annotation
                : annotations.getOrDefault(
                        "kubernetes.io/config.hash", pod.getMetadata().getUid());
        try {
            CommandResult seen = with.cluster().onNode(node, List.of("timeout", "5", "sh", "-c", LOOK, uid));
            if (seen.stdout().isBlank()) {
                not.add("processes (" + seen.stderr().strip() + ")");
                return;
            }
            with.journal().keep("processes and changed files of " + name, "text/plain", seen.stdout());
            kept.add("processes and changed files");
        } catch (RuntimeException e) {
            not.add("processes (" + e.getMessage() + ")");
        }
    }
}
