package dev.tocsin.signal.audit;

import static dev.tocsin.signal.audit.Lab.ATTACKER;
import static dev.tocsin.signal.audit.Lab.NOBODY;
import static dev.tocsin.signal.audit.Lab.TOKEN_FILE;
import static dev.tocsin.signal.audit.Lab.curl;

import java.util.List;

/** Tokens: read, used elsewhere, made. */
final class TokenCases {
    private static final String EXEC = "-n lab exec worker -- ";
    private static final String FOLDER = TOKEN_FILE.replace("/token", "");
    private static final String LEDGER = "/api/v1/namespaces/lab/secrets/ledger";
    private static final String CONFIG = "/api/v1/namespaces/lab/configmaps";

    private TokenCases() {}

    static List<Case> all() {
        List<Case> cases = Case.Of.none();
        read(cases);
        used(cases);
        replayed(cases);
        minted(cases);
        return cases;
    }

    private static void read(List<Case> cases) {
        new Case.Of("token-read-by-exec", cases)
                .seen("cat over WebSocket", lab -> lab.kubectl(ATTACKER, EXEC + "cat " + TOKEN_FILE), "exec-into-pod")
                .seen(
                        "cat over SPDY",
                        lab -> lab.node("export KUBECTL_REMOTE_COMMAND_WEBSOCKETS=false; " + lab.kubectl(ATTACKER)
                                + EXEC + "cat " + TOKEN_FILE),
                        "exec-into-pod")
                .seen(
                        "in a shell's one line",
                        lab -> lab.kubectl(ATTACKER, EXEC + "sh -c 'cd /tmp; base64 " + TOKEN_FILE + " | head -c 9'"),
                        "exec-into-pod")
                .seen(
                        "by its real path",
                        lab -> lab.kubectl(ATTACKER, EXEC + "cat " + FOLDER + "/..data/token"),
                        "exec-into-pod")
                .seen("the whole folder", lab -> lab.kubectl(ATTACKER, EXEC + "tar cf - " + FOLDER), "exec-into-pod")
                .seen(
                        "with a wildcard, by an operator",
                        lab -> lab.kubectl("incident-response/prober", EXEC + "sh -c 'cat " + FOLDER + "/*'"))
                .missed(
                        "the namespace's name beside it",
                        lab -> lab.kubectl(ATTACKER, EXEC + "cat " + FOLDER + "/namespace"),
                        "exec-into-pod")
                .missed(
                        "another file of that name",
                        lab -> lab.kubectl(ATTACKER, EXEC + "cat /tmp/token"),
                        "exec-into-pod")
                .missed(
                        "the path in another argument's place",
                        lab -> lab.kubectl(
                                ATTACKER, EXEC + "echo kubernetes.io/serviceaccounts are explained under token"),
                        "exec-into-pod")
                .missed("refused", lab -> lab.kubectl(NOBODY, EXEC + "cat " + TOKEN_FILE))
                .missed("the pod's log", lab -> lab.kubectl(ATTACKER, "-n lab logs worker"));
    }

    private static void used(List<Case> cases) {
        new Case.Of("token-used-away-from-its-pod", cases)
                .seen("from another pod", lab -> lab.curl("foothold", lab.stolen(), LEDGER))
                .seen(
                        "from another pod that says it is the right one",
                        lab -> lab.inPod(
                                "foothold",
                                curl(lab.stolen(), LEDGER) + " -H \"X-Forwarded-For: " + lab.podIp("worker") + "\""))
                .seen("from outside the cluster", lab -> lab.fromOutside(lab.stolen(), CONFIG))
                .seen("for what it may not do", lab -> lab.curl("foothold", lab.stolen(), "/api/v1/nodes"))
                .missed("in its own pod", lab -> lab.curl("worker", lab.stolen(), LEDGER))
                .missed(
                        "in its own pod, which says it is another",
                        lab -> lab.inPod("worker", curl(lab.stolen(), LEDGER) + " -H \"X-Forwarded-For: 10.9.9.9\""))
                .missed(
                        "on its own node, which cannot be told from it elsewhere",
                        lab -> lab.node(
                                "kubectl --kubeconfig=/dev/null --cache-dir=/tmp/cache --server=https://127.0.0.1:6443"
                                        + " --insecure-skip-tls-verify --token=" + lab.stolen()
                                        + " -n lab get secret ledger"))
                .missed("a token that is bound to no pod", lab -> lab.curl("foothold", lab.token(ATTACKER), CONFIG))
                .missed("a token that nobody issued", lab -> lab.curl("foothold", "forged", LEDGER));
    }

    private static void replayed(List<Case> cases) {
        String[] both = {"token-read-by-exec", "token-used-away-from-its-pod", "exec-into-pod"};
        new Case.Of("stolen-token-replayed", cases)
                .seen(
                        "read, and used from another pod",
                        lab -> {
                            lab.kubectl(ATTACKER, EXEC + "cat " + TOKEN_FILE);
                            lab.curl("foothold", lab.stolen(), LEDGER);
                        },
                        both)
                .seen(
                        "read, used in its pod, and then from outside",
                        lab -> {
                            lab.kubectl(ATTACKER, EXEC + "tar cf - " + FOLDER);
                            lab.curl("worker", lab.stolen(), LEDGER);
                            lab.fromOutside(lab.stolen(), CONFIG);
                        },
                        both)
                .missed(
                        "used and only then read",
                        lab -> {
                            lab.curl("foothold", lab.stolen(), LEDGER);
                            lab.kubectl(ATTACKER, EXEC + "cat " + TOKEN_FILE);
                        },
                        both)
                .missed(
                        "another pod's token read",
                        lab -> {
                            lab.kubectl(ATTACKER, "-n lab exec foothold -- cat " + TOKEN_FILE);
                            lab.curl("foothold", lab.stolen(), LEDGER);
                        },
                        both)
                .missed(
                        "read, and used where it belongs",
                        lab -> {
                            lab.kubectl(ATTACKER, EXEC + "cat " + TOKEN_FILE);
                            lab.curl("worker", lab.stolen(), LEDGER);
                        },
                        "token-read-by-exec",
                        "exec-into-pod");
    }

    private static void minted(List<Case> cases) {
        new Case.Of("long-lived-token-minted", cases)
                .seen("for ten days", lab -> lab.kubectl(ATTACKER, "-n dev create token ci-bot --duration=240h"))
                .seen(
                        "for ten years, of the control plane",
                        lab -> lab.kubectl(
                                ATTACKER, "-n kube-system create token namespace-controller --duration=87600h"))
                .missed("for an hour", lab -> lab.kubectl(ATTACKER, "-n dev create token ci-bot --duration=1h"))
                .missed("for a day", lab -> lab.kubectl(ATTACKER, "-n dev create token ci-bot --duration=24h"))
                .missed("refused", lab -> lab.kubectl(NOBODY, "-n dev create token ci-bot --duration=240h"))
                .by("system:node:")
                .missed("a node's for its pod", lab -> {
                    lab.kubectl(
                            ATTACKER,
                            "-n dev run honest --image=tocsin/shop:1 --image-pull-policy=IfNotPresent"
                                    + " --overrides='{\"spec\":{\"serviceAccountName\":\"ci-bot\",\"terminationGracePeriodSeconds\":1}}'"
                                    + " --command -- sleep 60");
                    lab.await("the pod runs", () -> lab.kubectl(ATTACKER, "-n dev get pod honest")
                            .stdout()
                            .contains("Running"));
                    lab.kubectl(ATTACKER, "-n dev delete pod honest --now");
                });
    }
}
