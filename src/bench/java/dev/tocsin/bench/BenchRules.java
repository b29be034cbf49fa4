package dev.tocsin.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Writes rules of the shapes that published ones for Kubernetes have, as many as asked for; the same ones each time. */
final class BenchRules {
    private static final List<String> RESOURCES = List.of(
            "pods", "secrets", "configmaps", "deployments", "daemonsets", "cronjobs", "jobs", "roles", "rolebindings",
            "clusterroles", "clusterrolebindings", "serviceaccounts", "namespaces", "nodes", "events", "services",
            "networkpolicies", "ingresses", "persistentvolumes", "leases");
    private static final List<String> VERBS = List.of("create", "patch", "update", "delete", "list", "get");
    private static final List<String> PROGRAMS =
            List.of("curl", "wget", "nc", "bash", "python", "perl", "gcc", "nmap", "chroot", "mount");

    private BenchRules() {}

    static void write(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < count; i++) {
            Files.writeString(folder.resolve(String.format(Locale.ROOT, "rule-%04d.yml", i)), rule(i));
        }
    }

    private static String rule(int i) {
        String resource = RESOURCES.get(i * 7 % RESOURCES.size());
        String verb = VERBS.get(i * 5 % VERBS.size());
        String program = PROGRAMS.get(i % PROGRAMS.size());
        String detection =
                switch (i % 5) {
                    case 0 -> """
                              selection: {verb: [%s, deletecollection], objectRef.resource: %s}
                              condition: selection""".formatted(verb, resource);
                    case 1 -> """
                              selection: {verb: %s, objectRef.resource: %s, objectRef.namespace: team-%d}
                              condition: selection""".formatted(verb, resource, i);
                    case 2 -> """
                              selection: {objectRef.resource: %s}
                              filter: {user.username|startswith: ['system:node:', 'system:serviceaccount:kube-system:']}
                              condition: selection and not filter""".formatted(resource);
                    case 3 -> """
                              selection: {objectRef.subresource: exec, requestURI|contains: ['command=%s%d', '%%2f%s%d']}
                              condition: selection""".formatted(program, i, program, i);
                    default -> """
                              code: {responseStatus.code: [401, 403]}
                              agent: {userAgent|contains: ['%s-%d', scanner-%d]}
                              condition: code and agent""".formatted(program, i, i);
                };
        return """
                title: Rule %d
                id: %s
                level: low
                logsource: {product: bench}
                detection:
                %s
                """.formatted(i, UUID.nameUUIDFromBytes(("rule " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                detection.indent(2).stripTrailing());
    }
}
