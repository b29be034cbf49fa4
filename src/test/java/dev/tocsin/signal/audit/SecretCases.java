package dev.tocsin.signal.audit;

import static dev.tocsin.signal.audit.Lab.ATTACKER;
import static dev.tocsin.signal.audit.Lab.NOBODY;

import java.util.List;

/** Secrets that are read and deleted. */
final class SecretCases {
    private static final String THREE = "-n lab get secret ledger mail backup -o name";

    private SecretCases() {}

    static List<Case> all() {
        List<Case> cases = Case.Of.none();
        listed(cases);
        bulk(cases);
        canary(cases);
        deleted(cases);
        deletedInBulk(cases);
        return cases;
    }

    private static void listed(List<Case> cases) {
        new Case.Of("secrets-listed-cluster-wide", cases)
                .seen("all", lab -> lab.kubectl(ATTACKER, "get secrets -A -o name"))
                .seen("watched", lab -> lab.kubectl(ATTACKER, "get --raw '/api/v1/secrets?watch=1&timeoutSeconds=1'"))
                .by("system:admin")
                .seen("by the administrator", lab -> lab.kubectlAsAdmin("get secrets -A -o name"))
                .missed("of one namespace", lab -> lab.kubectl(ATTACKER, "-n lab get secrets -o name"))
                .missed("refused", lab -> lab.kubectl(NOBODY, "get secrets -A -o name"))
                .missed("all configmaps", lab -> lab.kubectl(ATTACKER, "get configmaps -A -o name"));
    }

    private static void bulk(List<Case> cases) {
        new Case.Of("secrets-read-in-bulk", cases)
                .seen("three at once", lab -> lab.kubectl(ATTACKER, THREE))
                .seen(
                        "one by one, with a stolen token",
                        lab -> List.of("ledger", "mail", "backup")
                                .forEach(name ->
                                        lab.curl("foothold", lab.stolen(), "/api/v1/namespaces/lab/secrets/" + name)),
                        "token-used-away-from-its-pod")
                .missed("two", lab -> lab.kubectl(ATTACKER, "-n lab get secret ledger mail -o name"))
                .missed(
                        "one three times",
                        lab -> lab.kubectl(ATTACKER, "-n lab get secret ledger ledger ledger -o name"))
                .missed("refused", lab -> lab.kubectl(NOBODY, THREE))
                .by("system:node:")
                .missed("a node for its pod", lab -> {
                    lab.kubectlAsAdmin(
                            "-n lab create -f - <<'E'\n" + pod("mounts", "ledger", "mail", "backup") + "\nE");
                    lab.await("the pod runs", () -> lab.kubectlAsAdmin("-n lab get pod mounts")
                            .stdout()
                            .contains("Running"));
                    lab.kubectlAsAdmin("-n lab delete pod mounts --now");
                });
    }

    private static String pod(String name, String... secrets) {
        StringBuilder volumes = new StringBuilder();
        for (String secret : secrets) {
            volumes.append("{name: ")
                    .append(secret)
                    .append(", secret: {secretName: ")
                    .append(secret)
                    .append("}}, ");
        }
        return "---\n{apiVersion: v1, kind: Pod, metadata: {name: " + name
                + "}, spec: {terminationGracePeriodSeconds: 1,"
                + " containers: [{name: a, image: 'tocsin/shop:1', imagePullPolicy: IfNotPresent, command: [sleep, '60']}],"
                + " volumes: [" + volumes + "]}}";
    }

    private static void canary(List<Case> cases) {
        new Case.Of("canary-secret-read", cases)
                .seen("by its name", lab -> lab.kubectl(ATTACKER, "-n lab get secret ledger-canary -o name"))
                .seen("refused", lab -> lab.kubectl(NOBODY, "-n lab get secret ledger-canary"))
                .seen(
                        "listed by its name",
                        lab -> lab.kubectl(
                                ATTACKER, "-n lab get secrets -o name --field-selector=metadata.name=ledger-canary"))
                .missed("another secret", lab -> lab.kubectl(ATTACKER, "-n lab get secret ledger -o name"))
                .missed(
                        "a configmap of that name",
                        lab -> lab.kubectl(ATTACKER, "-n lab get configmap ledger-canary -o name"))
                .missed("all of its namespace", lab -> lab.kubectl(ATTACKER, "-n lab get secrets -o name"))
                .by("system:admin")
                .missed(
                        "laid out",
                        lab -> lab.kubectlAsAdmin("-n audited create secret generic ledger-canary --from-literal=a=b"));
    }

    private static void deleted(List<Case> cases) {
        new Case.Of("secrets-deleted", cases)
                .seen("one", lab -> {
                    lab.kubectlAsAdmin("-n dev create secret generic s1 --from-literal=a=b");
                    lab.kubectl(ATTACKER, "-n dev delete secret s1");
                })
                .seen("a namespace's at once", lab -> {
                    lab.kubectlAsAdmin("-n closed create secret generic s1 --from-literal=a=b");
                    lab.kubectl(ATTACKER, "delete --raw /api/v1/namespaces/closed/secrets");
                })
                .by("system:admin")
                .seen("in production, by the administrator", lab -> {
                    lab.kubectlAsAdmin("-n shop create secret generic s1 --from-literal=a=b");
                    lab.kubectlAsAdmin("-n shop delete secret s1");
                })
                .by("system:admin")
                .missed("elsewhere, by the administrator", lab -> {
                    lab.kubectlAsAdmin("-n dev create secret generic s1 --from-literal=a=b");
                    lab.kubectlAsAdmin("-n dev delete secret s1");
                })
                .missed("that is not there", lab -> lab.kubectl(ATTACKER, "-n dev delete secret no-such"))
                .missed("refused", lab -> lab.kubectl(NOBODY, "-n lab delete secret ledger"))
                .missed(
                        "a dry run",
                        lab -> lab.kubectl(ATTACKER, "delete --raw '/api/v1/namespaces/lab/secrets/ledger?dryRun=All'"))
                .by("system:serviceaccount:kube-system:namespace-controller", "secrets")
                .missed("the control plane, along with a namespace", lab -> {
                    lab.kubectlAsAdmin("create namespace brief");
                    lab.kubectlAsAdmin("-n brief create secret generic s1 --from-literal=a=b");
                    lab.kubectlAsAdmin("delete namespace brief");
                });
    }

    private static String create(Lab lab, int count) {
        return "for i in $(seq " + count
                + "); do echo ---; echo \"{apiVersion: v1, kind: Secret, metadata: {name: s$i, namespace: dev}}\";"
                + " done | "
                + "kubectl --kubeconfig=/etc/rancher/k3s/k3s.yaml --cache-dir=/tmp/cache create -f -";
    }

    private static void deletedInBulk(List<Case> cases) {
        new Case.Of("secrets-deleted-in-bulk", cases)
                .seen(
                        "ten",
                        lab -> {
                            lab.node(create(lab, 10));
                            lab.kubectl(ATTACKER, "-n dev delete secret s1 s2 s3 s4 s5 s6 s7 s8 s9 s10");
                        },
                        "secrets-deleted")
                .by("system:admin")
                .seen("all, by the administrator", lab -> {
                    lab.node(create(lab, 5));
                    lab.kubectlAsAdmin("-n dev delete secret --all");
                })
                .missed(
                        "four",
                        lab -> {
                            lab.node(create(lab, 4));
                            lab.kubectl(ATTACKER, "-n dev delete secret s1 s2 s3 s4");
                        },
                        "secrets-deleted")
                .missed("five configmaps", lab -> {
                    lab.node(create(lab, 5).replace("kind: Secret", "kind: ConfigMap"));
                    lab.kubectl(ATTACKER, "-n dev delete configmap s1 s2 s3 s4 s5");
                })
                .missed(
                        "refused",
                        lab -> lab.kubectl(NOBODY, "-n lab delete secret ledger mail backup ledger-canary a b"));
    }
}
