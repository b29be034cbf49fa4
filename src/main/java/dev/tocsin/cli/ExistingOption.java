package dev.tocsin.cli;

import dev.tocsin.cluster.existing.Target;
import dev.tocsin.engine.TocsinTestEngine;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which existing cluster. */
final class ExistingOption {
    @Option(
            names = "--context",
            paramLabel = "<name>",
            description = "An existing cluster, by a context of the kubeconfig.")
    private String context = "";

    @Option(
            names = "--kubeconfig",
            paramLabel = "<file>",
            description = "The file that has the context (default: the one that kubectl takes).")
    private String kubeconfig = "";

    @Option(
            names = "--deny",
            paramLabel = "<regex,...>",
            description = "What no name of it may match (default: " + Target.DENIED + ").")
    private String deny = "";

    @Option(
            names = "--audit-path",
            paramLabel = "<path>",
            description = "Its audit log below /var/log of the API server's nodes (default: " + Target.AUDIT_LOG + ").")
    private String auditPath = "";

    boolean isGiven() {
        return !context.isEmpty();
    }

    Target target() {
        try {
            return Target.of(kubeconfig, context, deny, auditPath)
                    .orElseThrow(() -> new Tocsin.UsageException("Name a context with --context."));
        } catch (IllegalArgumentException e) {
            throw new Tocsin.UsageException(String.valueOf(e.getMessage()));
        }
    }

    Map<String, String> parameters() {
        return Map.of(
                TocsinTestEngine.CONTEXT, context,
                TocsinTestEngine.KUBECONFIG, kubeconfig,
                TocsinTestEngine.DENY, deny,
                TocsinTestEngine.AUDIT_PATH, auditPath);
    }
}
