package dev.tocsin.signal.audit;

import static dev.tocsin.signal.audit.Lab.ATTACKER;
import static dev.tocsin.signal.audit.Lab.NOBODY;

import java.util.List;

/** Workloads that mount what is another's. */
final class ClaimCases {
    private static final String GUARDED = "data-ledger-0";
    private static final String SPEC =
            "terminationGracePeriodSeconds: 1, securityContext: {runAsNonRoot: true, runAsUser: 65534,"
                    + " seccompProfile: {type: RuntimeDefault}}, containers: [{name: main, image: 'tocsin/shop:1', imagePullPolicy:"
                    + " IfNotPresent, command: [sleep, '60'], securityContext: {allowPrivilegeEscalation: false, capabilities: {drop:"
                    + " [ALL]}}}]";

    private ClaimCases() {}

    static List<Case> all() {
        List<Case> cases = Case.Of.none();
        new Case.Of("guarded-claim-mounted", cases)
                .seen("a pod", lab -> {
                    lab.kubectl(ATTACKER, create("shop", pod(GUARDED)));
                    WorkloadCases.gone(lab, "shop", "reader");
                })
                .seen("a Deployment", lab -> {
                    lab.kubectl(ATTACKER, create("shop", deployment(spec(GUARDED))));
                    lab.kubectlAsAdmin("-n shop delete deployment reader");
                })
                .seen("a Deployment that is there, beside its own", lab -> {
                    lab.kubectlAsAdmin(create("shop", deployment(spec("reports"))));
                    lab.kubectl(
                            ATTACKER,
                            "-n shop patch deployment reader -p '{\"spec\":{\"template\":{\"spec\":{\"volumes\":[{\"name\":\"more\","
                                    + "\"persistentVolumeClaim\":{\"claimName\":\"" + GUARDED + "\"}}]}}}}'");
                    lab.kubectlAsAdmin("-n shop delete deployment reader");
                })
                .missed("a claim that is not on the list", lab -> {
                    lab.kubectl(ATTACKER, create("shop", pod("reports")));
                    WorkloadCases.gone(lab, "shop", "reader");
                })
                .by("system:serviceaccount:kube-system:statefulset-controller", "pods")
                .missed("its own StatefulSet", lab -> {
                    lab.kubectlAsAdmin(create(
                            "shop",
                            "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: ledger}, spec: {serviceName: ledger,"
                                    + " replicas: 1, selector: {matchLabels: {app: reader}}, template: {metadata: {labels: {app:"
                                    + " reader}}, spec: {" + SPEC
                                    + "}}, volumeClaimTemplates: [{metadata: {name: data}, spec:"
                                    + " {accessModes: [ReadWriteOnce], storageClassName: none, resources: {requests: {storage:"
                                    + " 1Mi}}}}]}}"));
                    lab.await("its pod is there", () -> lab.kubectlAsAdmin("-n shop get pods -l app=reader -o name")
                            .stdout()
                            .contains("pod/"));
                    lab.kubectlAsAdmin("-n shop delete statefulset ledger");
                })
                .missed("of that name, in no namespace that matters", lab -> {
                    lab.kubectl(ATTACKER, create("dev", pod(GUARDED)));
                    WorkloadCases.gone(lab, "dev", "reader");
                })
                .missed("refused", lab -> lab.kubectl(NOBODY, create("shop", pod(GUARDED))))
                .missed(
                        "a dry run",
                        lab -> lab.kubectl(
                                ATTACKER,
                                create("shop", pod(GUARDED)).replace(" create ", " create --dry-run=server ")));
        return cases;
    }

    private static String create(String namespace, String object) {
        return "-n " + namespace + " create -f - <<'E'\n---\n" + object + "\nE";
    }

    private static String spec(String claim) {
        return "volumes: [{name: data, persistentVolumeClaim: {claimName: " + claim + "}}], " + SPEC;
    }

    private static String pod(String claim) {
        return "{apiVersion: v1, kind: Pod, metadata: {name: reader}, spec: {" + spec(claim) + "}}";
    }

    private static String deployment(String spec) {
        return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: reader}, spec: {selector: {matchLabels: {app: reader}},"
                + " template: {metadata: {labels: {app: reader}}, spec: {" + spec + "}}}}";
    }
}
