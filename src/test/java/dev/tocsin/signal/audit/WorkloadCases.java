package dev.tocsin.signal.audit;

import static dev.tocsin.signal.audit.Lab.ATTACKER;
import static dev.tocsin.signal.audit.Lab.NOBODY;

import java.util.List;

/** Pods, images and workloads. */
final class WorkloadCases {
    private static final String OTHER = "docker.io/tocsin/shop:1";
    private static final String RESTRICTED = "\"securityContext\":{\"allowPrivilegeEscalation\":false,"
            + "\"capabilities\":{\"drop\":[\"ALL\"]}},\"imagePullPolicy\":\"IfNotPresent\"";

    private WorkloadCases() {}

    static List<Case> all() {
        List<Case> cases = Case.Of.none();
        unknown(cases);
        policy(cases);
        changed(cases);
        ephemeral(cases);
        exec(cases);
        return cases;
    }

    /** kubectl's arguments to start a pod. */
    static String run(String namespace, String name, String image, String spec) {
        return "-n " + namespace + " run " + name + " --image=" + image
                + " --image-pull-policy=IfNotPresent --restart=Never"
                + " --overrides='{\"spec\":{\"terminationGracePeriodSeconds\":1" + (spec.isEmpty() ? "" : "," + spec)
                + "}}' --command -- sleep 60";
    }

    static void gone(Lab lab, String namespace, String name) {
        lab.kubectlAsAdmin("-n " + namespace + " delete pod " + name + " --now");
    }

    private static void unknown(List<Case> cases) {
        new Case.Of("unknown-image-deployed", cases)
                .seen("a pod", lab -> {
                    lab.kubectl(ATTACKER, run("dev", "stranger", OTHER, ""));
                    gone(lab, "dev", "stranger");
                })
                .seen("beside one that is known", lab -> {
                    lab.kubectl(
                            ATTACKER,
                            "-n dev create -f - <<'E'\n---\n{apiVersion: v1, kind: Pod, metadata: {generateName: two-, labels: {a: two}},"
                                    + " spec: {terminationGracePeriodSeconds: 1, containers: [{name: a, image: 'tocsin/shop:1'},"
                                    + " {name: b, image: 'tocsin/shop:latest'}]}}\nE");
                    lab.kubectlAsAdmin("-n dev delete pod -l a=two --now");
                })
                .seen("to prepare one that is known", lab -> {
                    lab.kubectl(
                            ATTACKER,
                            run(
                                    "dev",
                                    "prepared",
                                    "tocsin/shop:1",
                                    "\"initContainers\":[{\"name\":\"i\",\"image\":\"" + OTHER + "\"}]"));
                    gone(lab, "dev", "prepared");
                })
                .by("system:serviceaccount:kube-system:replicaset-controller")
                .seen("by a Deployment", lab -> {
                    lab.kubectl(ATTACKER, "-n dev create deployment stranger --image=" + OTHER);
                    lab.await("its pod is there", () -> lab.kubectl(ATTACKER, "-n dev get pods -l app=stranger -o name")
                            .stdout()
                            .contains("pod/"));
                    lab.kubectl(ATTACKER, "-n dev delete deployment stranger --now");
                })
                .missed("one that is known", lab -> {
                    lab.kubectl(ATTACKER, run("dev", "known", "tocsin/shop:1", ""));
                    gone(lab, "dev", "known");
                })
                .missed("refused", lab -> lab.kubectl(NOBODY, run("dev", "stranger", OTHER, "")))
                .missed(
                        "a dry run",
                        lab -> lab.kubectl(
                                ATTACKER,
                                run("dev", "stranger", OTHER, "")
                                        .replace(" --command", " --dry-run=server --command")));
    }

    private static void policy(List<Case> cases) {
        new Case.Of("image-policy-violated", cases)
                .seen("refused", lab -> lab.kubectl(ATTACKER, run("trusted", "stranger", OTHER, "")))
                .seen(
                        "let in by a policy that only watches",
                        lab -> {
                            lab.kubectl(ATTACKER, run("audited", "stranger", OTHER, ""));
                            gone(lab, "audited", "stranger");
                        },
                        "unknown-image-deployed")
                .missed("an image that it trusts", lab -> {
                    lab.kubectl(ATTACKER, run("trusted", "known", "tocsin/shop:1", ""));
                    gone(lab, "trusted", "known");
                })
                .missed(
                        "another policy",
                        lab -> lab.kubectl(
                                ATTACKER,
                                run("trusted", "known", "tocsin/shop:1", "")
                                        .replace(" --command", " --labels=team=none --command")))
                .missed(
                        "where it does not look",
                        lab -> {
                            lab.kubectl(ATTACKER, run("dev", "stranger", OTHER, ""));
                            gone(lab, "dev", "stranger");
                        },
                        "unknown-image-deployed")
                .missed(
                        "a dry run",
                        lab -> lab.kubectl(
                                ATTACKER,
                                run("trusted", "stranger", OTHER, "")
                                        .replace(" --command", " --dry-run=server --command")));
    }

    private static void changed(List<Case> cases) {
        String unknown = "unknown-image-deployed";
        new Case.Of("workload-image-changed", cases)
                .seen(
                        "set image",
                        lab -> {
                            lab.kubectl(ATTACKER, "-n shop set image deployment/web web=" + OTHER);
                            rolledOut(lab);
                        },
                        unknown)
                .seen("by a JSON patch", lab -> {
                    lab.kubectl(
                            ATTACKER,
                            "-n shop patch deployment web --type=json -p '[{\"op\":\"replace\","
                                    + "\"path\":\"/spec/template/spec/containers/0/image\",\"value\":\"tocsin/shop:1\"}]'");
                    rolledOut(lab);
                })
                .seen(
                        "a container beside it",
                        lab -> {
                            lab.kubectl(
                                    ATTACKER,
                                    "-n shop patch deployment web -p '{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":"
                                            + "\"helper\",\"image\":\"" + OTHER + "\",\"command\":[\"sleep\",\"600\"],"
                                            + RESTRICTED
                                            + "}]}}}}'");
                            rolledOut(lab);
                        },
                        unknown)
                .seen("the whole object put back", lab -> {
                    lab.node(lab.kubectl(ATTACKER)
                            + "-n shop get deployment web -o json | sed s,docker.io/tocsin,tocsin, | "
                            + lab.kubectl(ATTACKER) + "replace -f -");
                    rolledOut(lab);
                })
                .by("system:admin")
                .missed("by a deployer", lab -> {
                    lab.kubectlAsAdmin("-n shop patch deployment web --type=json -p '[{\"op\":\"remove\","
                            + "\"path\":\"/spec/template/spec/containers/0\"}]'");
                    rolledOut(lab);
                })
                .missed("restarted", lab -> {
                    lab.kubectl(ATTACKER, "-n shop rollout restart deployment web");
                    rolledOut(lab);
                })
                .missed("scaled", lab -> {
                    lab.kubectl(ATTACKER, "-n shop scale deployment web --replicas=3");
                    lab.kubectl(ATTACKER, "-n shop scale deployment web --replicas=2");
                    rolledOut(lab);
                })
                .missed("not in production", lab -> {
                    lab.kubectl("dev/ci-bot", "-n dev create deployment own --image=tocsin/shop:1");
                    lab.kubectl("dev/ci-bot", "-n dev set image deployment/own shop=tocsin/shop:1 --record=false");
                    lab.kubectl(
                            "dev/ci-bot",
                            "-n dev patch deployment own -p '{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"shop\","
                                    + "\"image\":\"tocsin/shop:1\",\"imagePullPolicy\":\"Never\"}]}}}}'");
                    lab.kubectl("dev/ci-bot", "-n dev delete deployment own");
                })
                .missed(
                        "refused",
                        lab -> lab.kubectl(NOBODY, "-n shop patch deployment web -p '{\"spec\":{\"paused\":true}}'"))
                .missed(
                        "a dry run",
                        lab -> lab.kubectl(
                                ATTACKER, "-n shop set image deployment/web web=" + OTHER + " --dry-run=server"));
    }

    private static void rolledOut(Lab lab) {
        lab.kubectlAsAdmin("-n shop rollout status deployment web --timeout=60s");
    }

    private static void ephemeral(List<Case> cases) {
        new Case.Of("ephemeral-container-added", cases)
                .seen(
                        "kubectl debug",
                        lab -> lab.kubectl(
                                ATTACKER, "-n lab debug worker --image=tocsin/shop:1 --profile=general -- sleep 1"))
                .seen(
                        "the whole list put",
                        lab -> lab.node(lab.kubectl(ATTACKER)
                                + "-n lab get pod foothold -o json | sed 's/\"spec\": {/\"spec\": {"
                                + "\"ephemeralContainers\":[{\"name\":\"x\",\"image\":\"tocsin\\/shop:1\",\"command\":[\"true\"]}],/' | "
                                + lab.kubectl(ATTACKER)
                                + "replace --raw /api/v1/namespaces/lab/pods/foothold/ephemeralcontainers -f -"))
                .missed("a label", lab -> lab.kubectl(ATTACKER, "-n lab label pod worker a=b"))
                .missed(
                        "refused",
                        lab -> lab.node(lab.kubectl(ATTACKER) + "-n lab get pod worker -o json | " + lab.kubectl(NOBODY)
                                + "replace --raw /api/v1/namespaces/lab/pods/worker/ephemeralcontainers -f -"))
                .missed(
                        "a command in a container that is there",
                        lab -> lab.kubectl(ATTACKER, "-n lab exec worker -- true"),
                        "exec-into-pod");
    }

    private static void exec(List<Case> cases) {
        new Case.Of("exec-into-pod", cases)
                .seen("over WebSocket", lab -> lab.kubectl(ATTACKER, "-n shop exec probe -- date"))
                .seen(
                        "over SPDY",
                        lab -> lab.node("export KUBECTL_REMOTE_COMMAND_WEBSOCKETS=false; " + lab.kubectl(ATTACKER)
                                + "-n shop exec probe -- date"))
                .seen("attached", lab -> lab.node("timeout 2 " + lab.kubectl(ATTACKER) + "-n shop attach probe"))
                .missed("by an operator", lab -> lab.kubectl("incident-response/prober", "-n shop exec probe -- date"))
                .missed("the log", lab -> lab.kubectl(ATTACKER, "-n shop logs probe"))
                .missed("refused", lab -> lab.kubectl(NOBODY, "-n shop exec probe -- date"))
                .missed(
                        "a pod that is not there",
                        lab -> lab.kubectl(
                                ATTACKER,
                                "get --raw '/api/v1/namespaces/shop/pods/no-such/exec?command=date&stdout=true'"));
    }
}
