package dev.tocsin.signal.audit;

import static dev.tocsin.signal.audit.Lab.ATTACKER;
import static dev.tocsin.signal.audit.Lab.NOBODY;
import static dev.tocsin.signal.audit.Lab.curl;

import java.util.List;

/** Credentials and permissions that are tried. */
final class ApiCases {
    private static final String PODS = "/api/v1/namespaces/shop/pods";
    private static final List<String> KINDS = List.of(
            "pods", "secrets", "services", "endpoints", "events", "serviceaccounts", "limitranges", "resourcequotas");

    private ApiCases() {}

    static List<Case> all() {
        List<Case> cases = Case.Of.none();
        spray(cases);
        guessed(cases);
        probed(cases);
        return cases;
    }

    /** A number of requests, each with another token that nobody issued. */
    private static String forged(int count) {
        return times(count, curl("forged.$i.x", PODS));
    }

    private static String times(int count, String line) {
        return "for i in $(seq " + count + "); do " + line + "; done";
    }

    private static void spray(List<Case> cases) {
        new Case.Of("api-credential-spray", cases)
                .seen("forged tokens", lab -> lab.inPod("foothold", forged(25)))
                .seen(
                        "no credential at all",
                        lab -> lab.inPod(
                                "foothold",
                                times(20, "curl -sk -m 5 -o /dev/null https://$KUBERNETES_SERVICE_HOST" + PODS)))
                .seen(
                        "forged tokens, each from another address by its own account",
                        lab -> lab.inPod(
                                "foothold",
                                times(20, curl("forged.$i.x", PODS) + " -H \"X-Forwarded-For: 203.0.113.$i\"")))
                .missed("nineteen", lab -> lab.inPod("foothold", forged(19)))
                .missed("from two addresses", lab -> {
                    lab.inPod("foothold", forged(12));
                    lab.inPod("worker", forged(12));
                })
                .missed(
                        "a credential that is good for nothing",
                        lab -> lab.inPod("foothold", times(25, curl(lab.token(NOBODY), PODS))));
    }

    private static void guessed(List<Case> cases) {
        String spray = "api-credential-spray";
        new Case.Of("guessed-credential-used", cases)
                .seen(
                        "a token that works, after many",
                        lab -> lab.inPod("foothold", forged(22) + "; " + curl(lab.token(ATTACKER), PODS)),
                        spray)
                .seen(
                        "a token that works and may do nothing",
                        lab -> lab.inPod("foothold", forged(22) + "; " + curl(lab.token(NOBODY), PODS)),
                        spray)
                .missed("none that works", lab -> lab.inPod("foothold", forged(22)), spray)
                .missed(
                        "somebody else who is let in",
                        lab -> {
                            lab.inPod("foothold", forged(22));
                            lab.curl("worker", lab.token(ATTACKER), PODS);
                        },
                        spray)
                .missed(
                        "let in first",
                        lab -> lab.inPod("foothold", curl(lab.token(ATTACKER), PODS) + "; " + forged(22)),
                        spray)
                .missed(
                        "a few attempts",
                        lab -> lab.inPod("foothold", forged(3) + "; " + curl(lab.token(ATTACKER), PODS)));
    }

    private static String each(Lab lab, String account, List<String> kinds) {
        return kinds.stream()
                .map(kind -> curl(lab.token(account), "/api/v1/namespaces/kube-public/" + kind))
                .collect(java.util.stream.Collectors.joining("; "));
    }

    private static void probed(List<Case> cases) {
        new Case.Of("permissions-probed", cases)
                .seen("eight kinds, listed", lab -> lab.inPod("foothold", each(lab, NOBODY, KINDS)))
                .seen(
                        "nine kinds, deleted",
                        lab -> lab.kubectl(
                                NOBODY,
                                "-n shop delete deployments/a daemonsets/a statefulsets/a pods/a services/a secrets/a configmaps/a"
                                        + " jobs/a cronjobs/a"))
                .missed("seven kinds", lab -> lab.inPod("foothold", each(lab, NOBODY, KINDS.subList(0, 7))))
                .missed(
                        "one kind again and again",
                        lab -> lab.inPod("foothold", times(20, curl(lab.token(NOBODY), PODS))))
                .missed("two who are refused half of them", lab -> {
                    lab.inPod("foothold", each(lab, NOBODY, KINDS.subList(0, 5)));
                    lab.inPod("foothold", each(lab, "lab/worker", KINDS.subList(3, 8)));
                })
                .missed(
                        "with a credential that is none",
                        lab -> lab.inPod("foothold", each(lab, NOBODY, KINDS).replace(lab.token(NOBODY), "forged")));
    }
}
