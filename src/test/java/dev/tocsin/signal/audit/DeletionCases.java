package dev.tocsin.signal.audit;

import static dev.tocsin.signal.audit.Lab.ATTACKER;
import static dev.tocsin.signal.audit.Lab.NOBODY;

import java.util.List;

/** Namespaces and claims that are deleted; last of all production itself. */
final class DeletionCases {
    private DeletionCases() {}

    static List<Case> all() {
        List<Case> cases = Case.Of.none();
        claims(cases);
        namespaces(cases);
        return cases;
    }

    private static void claim(Lab lab, String namespace) {
        lab.kubectlAsAdmin("-n " + namespace
                + " create -f - <<'E'\n---\n{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data},"
                + " spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}}\nE");
    }

    private static void claims(List<Case> cases) {
        new Case.Of("volume-claims-deleted", cases)
                .seen("one", lab -> {
                    claim(lab, "dev");
                    lab.kubectl(ATTACKER, "-n dev delete pvc data");
                })
                .seen("a namespace's at once", lab -> {
                    claim(lab, "dev");
                    lab.kubectl(ATTACKER, "delete --raw /api/v1/namespaces/dev/persistentvolumeclaims");
                })
                .by("system:admin")
                .seen("in production, by the administrator", lab -> {
                    claim(lab, "shop");
                    lab.kubectlAsAdmin("-n shop delete pvc data");
                })
                .by("system:admin")
                .missed("elsewhere, by the administrator", lab -> {
                    claim(lab, "dev");
                    lab.kubectlAsAdmin("-n dev delete pvc data");
                })
                .missed("refused", lab -> lab.kubectl(NOBODY, "-n shop delete pvc data"))
                .missed("that is not there", lab -> lab.kubectl(ATTACKER, "-n dev delete pvc data"))
                .by("system:serviceaccount:kube-system:namespace-controller", "persistentvolumeclaims")
                .missed("the control plane, along with a namespace", lab -> {
                    lab.kubectlAsAdmin("create namespace brief");
                    claim(lab, "brief");
                    lab.kubectlAsAdmin("delete namespace brief");
                });
    }

    private static void namespaces(List<Case> cases) {
        new Case.Of("namespace-deleted", cases)
                .seen("one", lab -> {
                    lab.kubectlAsAdmin("create namespace brief");
                    lab.kubectl(ATTACKER, "delete namespace brief");
                })
                .by("system:admin")
                .missed("by the administrator, not in production", lab -> {
                    lab.kubectlAsAdmin("create namespace brief");
                    lab.kubectlAsAdmin("delete namespace brief");
                })
                .missed("refused", lab -> lab.kubectl(NOBODY, "delete namespace shop"))
                .missed("a dry run", lab -> lab.kubectl(ATTACKER, "delete namespace shop --dry-run=server"))
                .missed("that is not there", lab -> lab.kubectl(ATTACKER, "delete namespace brief"))
                .by("system:admin")
                .seen("production, by the administrator", lab -> lab.kubectlAsAdmin("delete namespace shop"));
    }
}
