package dev.tocsin.signal.audit;

import static dev.tocsin.signal.audit.Lab.ATTACKER;
import static dev.tocsin.signal.audit.Lab.NOBODY;
import static dev.tocsin.signal.audit.WorkloadCases.run;

import java.util.List;

/** Requests that go beyond a namespace's quota. */
final class QuotaCases {
    private static final String IMAGE = "tocsin/shop:1";

    private QuotaCases() {}

    static List<Case> all() {
        List<Case> cases = Case.Of.none();
        new Case.Of("refused-by-quota", cases)
                .seen("a pod", lab -> lab.kubectl(ATTACKER, run("rationed", "more", IMAGE, "")))
                .seen(
                        "another kind of object",
                        lab -> lab.kubectl(ATTACKER, "-n rationed create configmap more --from-literal=a=b"))
                .by("system:serviceaccount:kube-system:replicaset-controller", "pods")
                .missed("a controller's pod", lab -> {
                    lab.kubectl(ATTACKER, "-n rationed create deployment more --image=" + IMAGE);
                    lab.await("it is refused", () -> lab.kubectlAsAdmin("-n rationed get events")
                            .stdout()
                            .contains("exceeded quota"));
                    lab.kubectl(ATTACKER, "-n rationed delete deployment more --now");
                })
                .missed("where there is room", lab -> {
                    lab.kubectl(ATTACKER, run("lab", "more", IMAGE, ""));
                    WorkloadCases.gone(lab, "lab", "more");
                })
                .missed(
                        "refused before it came to that",
                        lab -> lab.kubectl(NOBODY, run("rationed", "more", IMAGE, "")))
                .missed(
                        "a dry run",
                        lab -> lab.kubectl(
                                ATTACKER,
                                run("rationed", "more", IMAGE, "")
                                        .replace(" --command", " --dry-run=server --command")));
        return cases;
    }
}
