package dev.tocsin.signal.audit;

/** What people and pipelines do every day. */
final class HonestWork {
    private HonestWork() {}

    static void on(Lab lab) {
        String shop = "-n shop ";
        lab.kubectlAsAdmin(shop + "rollout restart deployment web");
        lab.kubectlAsAdmin(shop + "rollout status deployment web --timeout=60s");
        lab.kubectlAsAdmin(shop + "scale deployment web --replicas=4");
        lab.kubectlAsAdmin(shop + "rollout status deployment web --timeout=60s");
        lab.kubectlAsAdmin(shop + "scale deployment web --replicas=2");
        lab.kubectlAsAdmin(shop + "set image deployment/web web=tocsin/shop:1");
        lab.kubectlAsAdmin(shop + "delete pod -l app=web --wait=false");
        lab.kubectlAsAdmin(shop + "rollout status deployment web --timeout=60s");
        lab.kubectlAsAdmin(shop + "create configmap prices --from-literal=apple=3");
        lab.kubectlAsAdmin(shop + "create secret generic mail --from-literal=password=x");
        lab.kubectlAsAdmin(shop + "get pods,services,secrets,configmaps");
        lab.kubectlAsAdmin(shop + "logs probe");
        lab.kubectlAsAdmin("get nodes,pods,events -A");
        lab.kubectlAsAdmin("-n dev create role reader --verb=get --resource=configmaps");
        lab.kubectlAsAdmin("-n dev create rolebinding reader --role=reader --serviceaccount=dev:app");
        lab.kubectlAsAdmin("create namespace brief");
        lab.kubectlAsAdmin("-n brief create secret generic a --from-literal=a=b");
        lab.kubectlAsAdmin("delete namespace brief");
        lab.kubectl("dev/ci-bot", "-n dev create deployment built --image=tocsin/shop:1");
        lab.await("the pipeline's pod is there", () -> lab.kubectl("dev/ci-bot", "-n dev get pods -o name")
                .stdout()
                .contains("built-"));
        lab.kubectl("dev/ci-bot", "-n dev delete deployment built");
        lab.kubectl("dev/ci-bot", "label namespace dev team=checkout");
        lab.kubectl("dev/ci-bot", "-n shop get pods"); // refused, once
        lab.curl("worker", lab.stolen(), "/api/v1/namespaces/lab/secrets/ledger");
        lab.curl("worker", lab.stolen(), "/api/v1/namespaces/lab/configmaps");
        lab.kubectlAsAdmin("-n lab create job tidy --image=tocsin/shop:1 -- true");
        lab.await(
                "the job is done",
                () -> lab.kubectlAsAdmin("-n lab get job tidy").stdout().contains("1/1"));
        lab.kubectlAsAdmin("-n lab delete job tidy");
        lab.kubectlAsAdmin("cordon " + lab.nodeName());
        lab.kubectlAsAdmin("uncordon " + lab.nodeName());
    }
}
