package dev.tocsin.signal.audit;

import static dev.tocsin.signal.audit.Lab.ATTACKER;

import java.util.List;

/** Nodes: their certificate, and pods from files. */
final class NodeCases {
    private static final String AWAY = "node-credential-used-away-from-its-node";
    private static final String REFUSED = "node-identity-refused";
    private static final String FILES = "/var/lib/rancher/k3s/agent/pod-manifests/";

    private NodeCases() {}

    static List<Case> all() {
        List<Case> cases = Case.Of.none();
        away(cases);
        refused(cases);
        staticPod(cases);
        return cases;
    }

    private static void away(List<Case> cases) {
        new Case.Of(AWAY, cases)
                .by("system:node:")
                .seen(
                        "all pods, from a pod",
                        lab -> lab.inPod("foothold", lab.nodeCertificateIn("foothold") + "/api/v1/pods"))
                .by("system:node:")
                .seen(
                        "a foreign secret, from a pod",
                        lab -> lab.inPod(
                                "foothold",
                                lab.nodeCertificateIn("foothold") + "/api/v1/namespaces/lab/secrets/ledger"))
                .by("system:node:")
                .seen(
                        "from a pod that says it is the node",
                        lab -> lab.inPod(
                                "foothold",
                                lab.nodeCertificateIn("foothold") + "/api/v1/nodes -H \"X-Forwarded-For: 127.0.0.1\""))
                .by("system:node:")
                .missed("on its node", lab -> lab.kubectlAsNode("get pods -A -o name"))
                .by("system:node:")
                .missed("the node's own work", lab -> {
                    lab.kubectl(ATTACKER, WorkloadCases.run("dev", "p", "tocsin/shop:1", ""));
                    lab.await("the pod runs", () -> lab.kubectl(ATTACKER, "-n dev get pod p")
                            .stdout()
                            .contains("Running"));
                    WorkloadCases.gone(lab, "dev", "p");
                })
                .missed(
                        "another credential, from the same pod",
                        lab -> lab.curl("foothold", lab.token(ATTACKER), "/api/v1/namespaces/lab/pods"));
    }

    private static void refused(List<Case> cases) {
        new Case.Of(REFUSED, cases)
                .by("system:node:")
                .seen("three foreign secrets", lab -> lab.kubectlAsNode("-n lab get secret ledger mail backup -o name"))
                .by("system:node:")
                .seen(
                        "from a pod: secrets, and a pod that is none of its own",
                        lab -> {
                            String curl = lab.nodeCertificateIn("foothold");
                            lab.inPod(
                                    "foothold",
                                    curl + "/api/v1/secrets; " + curl + "/api/v1/namespaces/lab/secrets/mail; " + curl
                                            + "/api/v1/namespaces/dev/pods -H \"Content-Type: application/json\""
                                            + " -d \"{\\\"kind\\\":\\\"Pod\\\",\\\"apiVersion\\\":\\\"v1\\\",\\\"metadata\\\":{\\\"name\\\":\\\"x\\\"},"
                                            + "\\\"spec\\\":{\\\"nodeName\\\":\\\"" + lab.nodeName()
                                            + "\\\",\\\"containers\\\":[{\\\"name\\\":\\\"a\\\",\\\"image\\\":\\\"a\\\"}]}}\"");
                        },
                        AWAY)
                .by("system:node:")
                .missed("its own object, three times", lab -> List.of("a", "b", "c")
                        .forEach(pool -> lab.kubectlAsNode("label --overwrite node " + lab.nodeName()
                                + " node-restriction.kubernetes.io/pool=" + pool)))
                .by("system:node:")
                .missed("two", lab -> lab.kubectlAsNode("-n lab get secret ledger mail -o name"))
                .by("system:node:")
                .missed("what it may do", lab -> lab.kubectlAsNode("get pods,nodes,services -A -o name"))
                .missed(
                        "an account that is refused as much",
                        lab -> lab.kubectl(Lab.NOBODY, "-n lab get secret ledger mail backup"));
    }

    private static String pod(String name, String namespace) {
        return "cat >" + FILES + name + ".yaml <<'E'\n---\n{apiVersion: v1, kind: Pod, metadata: {name: " + name
                + ", namespace: "
                + namespace
                + "}, spec: {terminationGracePeriodSeconds: 1, containers: [{name: a, image: 'tocsin/shop:1',"
                + " imagePullPolicy: IfNotPresent, command: [sleep, '60']}]}}\nE";
    }

    private static void planted(Lab lab, String name, String namespace) {
        lab.node(pod(name, namespace));
        try {
            lab.await("the static pod is reported", () -> reported(lab, name));
        } finally {
            lab.node("rm " + FILES + name + ".yaml");
        }
        lab.await("the static pod is gone", () -> !reported(lab, name));
    }

    private static boolean reported(Lab lab, String name) {
        return lab.kubectlAsAdmin("get pods -A -o name").stdout().contains("pod/" + name);
    }

    private static void staticPod(List<Case> cases) {
        new Case.Of("static-pod-appeared", cases)
                .by("system:node:")
                .seen("in the default namespace", lab -> planted(lab, "cache", "default"))
                .by("system:node:")
                .seen("among the system's", lab -> planted(lab, "kube-cache", "kube-system"))
                .missed("a pod that only says so", lab -> {
                    lab.kubectl(
                            ATTACKER,
                            WorkloadCases.run("dev", "p", "tocsin/shop:1", "")
                                    .replace(
                                            " --command", " --annotations=kubernetes.io/config.source=file --command"));
                    WorkloadCases.gone(lab, "dev", "p");
                })
                .by("system:serviceaccount:kube-system:daemon-set-controller")
                .missed("a DaemonSet's pod", lab -> {
                    lab.kubectlAsAdmin(
                            "-n lab create -f - <<'E'\n---\n{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: d}, spec:"
                                    + " {selector: {matchLabels: {a: d}}, template: {metadata: {labels: {a: d}}, spec:"
                                    + " {terminationGracePeriodSeconds: 1, containers: [{name: a, image: 'tocsin/shop:1', imagePullPolicy: IfNotPresent}]}}}}\nE");
                    lab.await("its pod is there", () -> lab.kubectlAsAdmin("-n lab get pods -o name")
                            .stdout()
                            .contains("pod/d-"));
                    lab.kubectlAsAdmin("-n lab delete daemonset d --now");
                })
                .by("system:node:")
                .missed("refused, in a namespace with a level", lab -> {
                    int from = lab.count();
                    lab.node(pod("mine", "no-such"));
                    lab.await("it was tried", () -> lab.since(from).stream()
                            .anyMatch(record ->
                                    String.valueOf(record.get("requestURI")).contains("/no-such/")));
                    lab.node("rm " + FILES + "mine.yaml");
                });
    }
}
