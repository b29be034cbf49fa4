package dev.tocsin.signal.audit;

import static dev.tocsin.signal.audit.Lab.ATTACKER;
import static dev.tocsin.signal.audit.Lab.NOBODY;

import java.util.List;

/** Roles, bindings and accounts. */
final class RbacCases {
    private static final String STRANGER = "rbac-changed-by-a-stranger";

    private RbacCases() {}

    static List<Case> all() {
        List<Case> cases = Case.Of.none();
        bound(cases);
        wildcard(cases);
        stranger(cases);
        account(cases);
        return cases;
    }

    private static void bound(List<Case> cases) {
        new Case.Of("cluster-admin-bound", cases)
                .seen(
                        "for the whole cluster",
                        lab -> lab.kubectl(
                                ATTACKER,
                                "create clusterrolebinding grab --clusterrole=cluster-admin --serviceaccount=lab:nobody"),
                        STRANGER)
                .seen(
                        "a further subject, by a patch that names no role",
                        lab -> {
                            lab.kubectl(
                                    ATTACKER,
                                    "patch clusterrolebinding grab --type=merge -p '{\"subjects\":[{\"kind\":\"ServiceAccount\","
                                            + "\"name\":\"worker\",\"namespace\":\"lab\"}]}'");
                            lab.kubectl(ATTACKER, "delete clusterrolebinding grab");
                        },
                        STRANGER)
                .by("system:admin")
                .seen("for a namespace, by the administrator", lab -> {
                    lab.kubectlAsAdmin("-n dev create rolebinding grab --clusterrole=cluster-admin --user=alice");
                    lab.kubectlAsAdmin("-n dev delete rolebinding grab");
                })
                .missed(
                        "another role",
                        lab -> {
                            lab.kubectl(
                                    ATTACKER,
                                    "create clusterrolebinding look --clusterrole=view --serviceaccount=lab:nobody");
                            lab.kubectl(ATTACKER, "delete clusterrolebinding look");
                        },
                        STRANGER)
                .missed(
                        "refused",
                        lab -> lab.kubectl(
                                NOBODY,
                                "create clusterrolebinding grab --clusterrole=cluster-admin --serviceaccount=lab:nobody"))
                .missed(
                        "a dry run",
                        lab -> lab.kubectl(
                                ATTACKER,
                                "create clusterrolebinding grab --clusterrole=cluster-admin --serviceaccount=lab:nobody"
                                        + " --dry-run=server"))
                .by("system:admin")
                .missed("a role of that name in the namespace's own name", lab -> {
                    lab.kubectlAsAdmin("-n dev create rolebinding cluster-admin --clusterrole=edit --user=alice");
                    lab.kubectlAsAdmin("-n dev delete rolebinding cluster-admin");
                });
    }

    private static void wildcard(List<Case> cases) {
        new Case.Of("wildcard-role-created", cases)
                .seen(
                        "everything, everywhere",
                        lab -> lab.kubectl(ATTACKER, "create clusterrole all --verb='*' --resource='*.*'"),
                        STRANGER)
                .seen(
                        "a role that is widened",
                        lab -> {
                            lab.kubectl(
                                    ATTACKER,
                                    "patch clusterrole all --type=json -p '[{\"op\":\"add\",\"path\":\"/metadata/labels\","
                                            + "\"value\":{\"a\":\"b\"}}]'");
                            lab.kubectl(ATTACKER, "delete clusterrole all");
                        },
                        STRANGER)
                .seen(
                        "in a namespace",
                        lab -> {
                            lab.kubectl(
                                    ATTACKER,
                                    "create -f - <<'E'\n---\n{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: all,"
                                            + " namespace: dev}, rules: [{apiGroups: [''], resources: ['*'], verbs: ['*']}]}\nE");
                            lab.kubectl(ATTACKER, "-n dev delete role all");
                        },
                        STRANGER)
                .missed(
                        "all verbs on one kind",
                        lab -> {
                            lab.kubectl(ATTACKER, "create clusterrole maps --verb='*' --resource=configmaps");
                            lab.kubectl(ATTACKER, "delete clusterrole maps");
                        },
                        STRANGER)
                .by("system:admin")
                .missed("reading of all kinds", lab -> {
                    lab.kubectlAsAdmin("create clusterrole reads --verb=get,list --resource='*.*'");
                    lab.kubectlAsAdmin("delete clusterrole reads");
                })
                .missed("refused", lab -> lab.kubectl(NOBODY, "create clusterrole all --verb='*' --resource='*.*'"))
                .missed(
                        "a dry run",
                        lab -> lab.kubectl(
                                ATTACKER, "create clusterrole all --verb='*' --resource='*.*' --dry-run=server"));
    }

    private static void stranger(List<Case> cases) {
        new Case.Of(STRANGER, cases)
                .seen(
                        "a role in a namespace",
                        lab -> lab.kubectl(ATTACKER, "-n dev create role peek --verb=get --resource=pods"))
                .seen(
                        "a binding",
                        lab -> lab.kubectl(
                                ATTACKER, "-n dev create rolebinding peek --role=peek --serviceaccount=lab:nobody"))
                .seen("deletion", lab -> lab.kubectl(ATTACKER, "-n dev delete rolebinding,role peek"))
                .by("system:admin")
                .missed("the administrator", lab -> {
                    lab.kubectlAsAdmin("-n dev create role peek --verb=get --resource=pods");
                    lab.kubectlAsAdmin("-n dev delete role peek");
                })
                .missed("reading them", lab -> lab.kubectl(ATTACKER, "get clusterroles,clusterrolebindings -o name"))
                .missed("refused", lab -> lab.kubectl(NOBODY, "-n dev create role peek --verb=get --resource=pods"))
                .by("system:serviceaccount:kube-system:namespace-controller", "roles")
                .missed("the control plane, along with a namespace", lab -> {
                    lab.kubectlAsAdmin("create namespace brief");
                    lab.kubectlAsAdmin("-n brief create role peek --verb=get --resource=pods");
                    lab.kubectlAsAdmin("delete namespace brief");
                });
    }

    private static void account(List<Case> cases) {
        new Case.Of("service-account-created-in-kube-system", cases)
                .seen(
                        "by an attacker",
                        lab -> lab.kubectl(ATTACKER, "-n kube-system create serviceaccount metrics-agent"))
                .by("system:admin")
                .seen("by the administrator", lab -> {
                    lab.kubectlAsAdmin("-n kube-system create serviceaccount addon");
                    lab.kubectlAsAdmin("-n kube-system delete serviceaccount addon metrics-agent");
                })
                .missed("in another namespace", lab -> {
                    lab.kubectl(ATTACKER, "-n dev create serviceaccount helper");
                    lab.kubectl(ATTACKER, "-n dev delete serviceaccount helper");
                })
                .missed(
                        "a token of an account there",
                        lab -> lab.kubectl(ATTACKER, "-n kube-system create token namespace-controller --duration=1h"))
                .missed("refused", lab -> lab.kubectl(NOBODY, "-n kube-system create serviceaccount metrics-agent"))
                .missed(
                        "a dry run",
                        lab -> lab.kubectl(
                                ATTACKER, "-n kube-system create serviceaccount metrics-agent --dry-run=server"))
                .by("system:serviceaccount:kube-system:service-account-controller")
                .missed(
                        "the control plane's own",
                        lab -> lab.kubectlAsAdmin("-n kube-system delete serviceaccount default --wait=false"));
    }
}
