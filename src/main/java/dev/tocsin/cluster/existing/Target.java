package dev.tocsin.cluster.existing;

import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Which existing cluster is meant.
 *
 * @param kubeconfig the file that says how to reach it
 * @param context the entry there; never the current one, which a slip of the hand changes
 * @param denied what no name of it may match: context, cluster, server
 * @param auditLog its API servers' audit log, below each server node's {@code /var/log}
 */
public record Target(Path kubeconfig, String context, List<Pattern> denied, String auditLog) {
    /** Production, as most name it. */
    public static final String DENIED = "(^|[^a-z])(prod|production|prd|live)([^a-z]|$)";

    /** Where kubeadm's documentation puts it. */
    public static final String AUDIT_LOG = "kubernetes/audit/audit.log";

    /**
     * @param kubeconfig empty for what kubectl takes
     * @param deny regular expressions in a list, instead of {@link #DENIED}; empty for these
     * @param auditLog empty for {@link #AUDIT_LOG}
     * @return empty if no context is given
     * @throws IllegalArgumentException if that cannot be meant
     */
    public static Optional<Target> of(String kubeconfig, String context, String deny, String auditLog) {
        if (context.isEmpty()) {
            if (!kubeconfig.isEmpty()) {
                throw new IllegalArgumentException("'kubeconfig' is given and 'context' is not. Name the context"
                        + " that drills may run in: the file's current one is never taken.");
            }
            return Optional.empty();
        }
        String path = auditLog.isEmpty() ? AUDIT_LOG : auditLog.replaceFirst("^/?(var/log/)?", "");
        if (path.contains("..")) {
            throw new IllegalArgumentException(
                    "'" + auditLog + "' is not a path below /var/log, which is what a kubelet gives.");
        }
        return Optional.of(
                new Target(Path.of(kubeconfig.isEmpty() ? usual() : kubeconfig), context, patterns(deny), path));
    }

    private static String usual() {
        return Config.getKubeconfigFilenames().stream()
                .findFirst()
                .orElse(System.getProperty("user.home") + "/.kube/config");
    }

    private static List<Pattern> patterns(String deny) {
        return Stream.of((deny.isEmpty() ? DENIED : deny).split(","))
                .map(Target::pattern)
                .toList();
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text.strip(), Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' in 'deny' is not a regular expression: " + e.getDescription() + ".", e);
        }
    }

    /**
     * The access that it gives.
     *
     * @throws Refused if there is no such context, or one of its names is denied
     */
    Config access() {
        if (!Files.isReadable(kubeconfig)) {
            throw new Refused("The kubeconfig " + kubeconfig + " cannot be read.");
        }
        io.fabric8.kubernetes.api.model.Config file = KubeConfigUtils.parseConfig(kubeconfig.toFile());
        NamedContext entry = file.getContexts().stream()
                .filter(one -> one.getName().equals(context))
                .findFirst()
                .orElseThrow(() -> new Refused("There is no context '" + context + "' in " + kubeconfig + ". It has "
                        + String.join(
                                ", ",
                                file.getContexts().stream()
                                        .map(NamedContext::getName)
                                        .toList())
                        + "."));
        String cluster = entry.getContext().getCluster();
        String server = file.getClusters().stream()
                .filter(one -> one.getName().equals(cluster))
                .map(NamedCluster::getCluster)
                .map(one -> String.valueOf(one.getServer()))
                .findFirst()
                .orElse("");
        deny("context", context);
        deny("cluster", cluster);
        deny("server", server);
        return Config.fromKubeconfig(context, kubeconfig.toFile());
    }

    private void deny(String what, String name) {
        for (Pattern pattern : denied) {
            if (pattern.matcher(name).find()) {
                throw new Refused("The " + what + " '" + name + "' is on the deny list (" + pattern
                        + "): no drill runs there. -Ddeny=<regular expressions> replaces the list.");
            }
        }
    }
}
