package dev.tocsin.signal.audit;

import static dev.tocsin.signal.audit.Lab.ATTACKER;
import static dev.tocsin.signal.audit.Lab.NOBODY;
import static dev.tocsin.signal.audit.WorkloadCases.gone;
import static dev.tocsin.signal.audit.WorkloadCases.run;

import java.util.List;

/** Pods that own their node, and what should keep them out. */
final class PodSecurityCases {
    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";
    private static final String CI_BOT = "dev/ci-bot";
    private static final String IMAGE = "tocsin/shop:1";

    private PodSecurityCases() {}

    static List<Case> all() {
        List<Case> cases = Case.Of.none();
        weakened(cases);
        privileged(cases);
        violated(cases);
        return cases;
    }

    private static String patch(String labels) {
        return "patch namespace dev --type=merge -p '{\"metadata\":{\"labels\":{" + labels + "}}}'";
    }

    private static String jsonPatch(String operation) {
        return "patch namespace dev --type=json -p '[{\"path\":\"/metadata/labels/pod-security.kubernetes.io~1enforce\","
                + operation + "}]'";
    }

    private static void weakened(List<Case> cases) {
        String privileged = "\"" + ENFORCE + "\":\"privileged\"";
        String baseline = "\"" + ENFORCE + "\":\"baseline\"";
        new Case.Of("pod-security-weakened", cases)
                .seen("to privileged", lab -> lab.kubectl(CI_BOT, patch(privileged)))
                .missed("back to baseline", lab -> lab.kubectl(CI_BOT, patch(baseline)))
                .seen("the label taken away", lab -> lab.kubectl(CI_BOT, "label namespace dev " + ENFORCE + "-"))
                .missed(
                        "the label given again, by a JSON patch",
                        lab -> lab.kubectl(CI_BOT, jsonPatch("\"op\":\"add\",\"value\":\"baseline\"")))
                .seen(
                        "to privileged, by a JSON patch",
                        lab -> lab.kubectl(CI_BOT, jsonPatch("\"op\":\"replace\",\"value\":\"privileged\"")))
                .seen("the label removed, by a JSON patch", lab -> {
                    lab.kubectl(CI_BOT, jsonPatch("\"op\":\"remove\""));
                    lab.kubectl(CI_BOT, patch(baseline));
                })
                .missed("another label of that value", lab -> lab.kubectl(CI_BOT, patch("\"team\":\"privileged\"")))
                .missed("refused", lab -> lab.kubectl(NOBODY, patch(privileged)))
                .missed("a dry run", lab -> lab.kubectl(CI_BOT, patch(privileged) + " --dry-run=server"));
    }

    private static void privileged(List<Case> cases) {
        String violated = "pod-security-violated";
        Case.Of of = new Case.Of("privileged-pod-created", cases);
        seen(
                of,
                "a privileged container",
                "\"containers\":[{\"name\":\"p\",\"image\":\"" + IMAGE
                        + "\",\"securityContext\":{\"privileged\":true}}]");
        seen(
                of,
                "a privileged container that prepares",
                "\"initContainers\":[{\"name\":\"i\",\"image\":\"" + IMAGE
                        + "\",\"command\":[\"true\"],\"securityContext\":{\"privileged\":true}}]");
        seen(of, "the node's processes", "\"hostPID\":true");
        seen(of, "the node's network", "\"hostNetwork\":true");
        seen(of, "the node's root", "\"volumes\":[{\"name\":\"h\",\"hostPath\":{\"path\":\"/\"}}]");
        seen(
                of,
                "a folder below /etc",
                "\"volumes\":[{\"name\":\"e\",\"emptyDir\":{}},{\"name\":\"h\",\"hostPath\":{\"path\":"
                        + "\"/etc/rancher\"}}]");
        of.missed(
                        "a harmless folder of the node",
                        lab -> {
                            lab.kubectl(
                                    ATTACKER,
                                    run(
                                            "lab",
                                            "p",
                                            IMAGE,
                                            "\"volumes\":[{\"name\":\"h\",\"hostPath\":{\"path\":\"/srv\"}}]"));
                            gone(lab, "lab", "p");
                        },
                        violated)
                .missed("explicitly not", lab -> {
                    lab.kubectl(ATTACKER, run("lab", "p", IMAGE, "\"hostPID\":false,\"hostNetwork\":false"));
                    gone(lab, "lab", "p");
                })
                .missed("refused", lab -> lab.kubectl(ATTACKER, run("dev", "p", IMAGE, "\"hostPID\":true")), violated)
                .missed(
                        "a dry run",
                        lab -> lab.kubectl(
                                ATTACKER,
                                run("lab", "p", IMAGE, "\"hostPID\":true")
                                        .replace(" --command", " --dry-run=server --command")));
    }

    private static void seen(Case.Of of, String what, String spec) {
        of.seen(
                what,
                lab -> {
                    lab.kubectl(ATTACKER, run("lab", "p", IMAGE, spec));
                    gone(lab, "lab", "p");
                },
                "pod-security-violated");
    }

    private static void violated(List<Case> cases) {
        new Case.Of("pod-security-violated", cases)
                .seen("refused", lab -> lab.kubectl(ATTACKER, run("dev", "p", IMAGE, "\"hostNetwork\":true")))
                .seen(
                        "let in, as the enforced level is laxer",
                        lab -> {
                            lab.kubectl(ATTACKER, run("lab", "p", IMAGE, "\"hostPID\":true"));
                            gone(lab, "lab", "p");
                        },
                        "privileged-pod-created")
                .missed("a pod that keeps to it", lab -> {
                    lab.kubectl(ATTACKER, run("dev", "p", IMAGE, ""));
                    gone(lab, "dev", "p");
                })
                .missed(
                        "refused where nothing is audited",
                        lab -> lab.kubectl(ATTACKER, run("closed", "p", IMAGE, "\"hostNetwork\":true")))
                .missed(
                        "not allowed at all",
                        lab -> lab.kubectl(NOBODY, run("dev", "p", IMAGE, "\"hostNetwork\":true")))
                .missed(
                        "a dry run",
                        lab -> lab.kubectl(
                                ATTACKER,
                                run("dev", "p", IMAGE, "\"hostNetwork\":true")
                                        .replace(" --command", " --dry-run=server --command")));
    }
}
