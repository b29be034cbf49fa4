package dev.tocsin.drill;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What people and programs do in a cluster all day, each with his own account: with kubectl, and by clients that ask again and again. */
final class OrdinaryWork implements AutoCloseable {
    private static final int LOOKS_A_SECOND = 10;

    /** One who works, what he types, and what his client asks for meanwhile. */
    private record Person(String account, String look, List<String> types) {}

    private static final List<Person> PEOPLE = List.of(
            new Person(
                    "", // the administrator
                    "/api/v1/pods",
                    List.of(
                            "get pods,services,deployments -A",
                            "get nodes -o wide",
                            "-n shop describe deployment web",
                            "-n shop rollout restart deployment web",
                            "-n shop rollout status deployment web --timeout=60s",
                            "-n shop scale deployment web --replicas=3",
                            "-n shop scale deployment web --replicas=2",
                            "-n shop logs probe --tail=5",
                            "-n shop get events",
                            "-n dev create secret generic mail --from-literal=password=x",
                            "-n dev delete secret mail",
                            "create namespace brief",
                            "-n brief create configmap notes --from-literal=a=b",
                            "delete namespace brief",
                            "-n dev create role reader --verb=get --resource=configmaps",
                            "-n dev create rolebinding reader --role=reader --serviceaccount=dev:app",
                            "-n dev delete rolebinding reader",
                            "-n dev delete role reader",
                            "-n dev create job tidy --image=tocsin/shop:1 -- true",
                            "-n dev wait --for=condition=complete job/tidy --timeout=60s",
                            "-n dev delete job tidy",
                            "cordon server",
                            "uncordon server",
                            "auth can-i list pods -A")),
            new Person(
                    "dev/ci-bot",
                    "/apis/apps/v1/namespaces/dev/deployments",
                    List.of(
                            "-n dev create deployment built --image=tocsin/shop:1",
                            "-n dev get pods",
                            "-n dev patch deployment built -p '{\"metadata\":{\"annotations\":{\"commit\":\"4f1d7a\"}}}'",
                            "-n dev get deployment built -o yaml",
                            "-n dev delete deployment built",
                            "-n dev run test --image=tocsin/shop:1 --restart=Never -- true",
                            "-n dev get pod test",
                            "-n dev delete pod test --now",
                            "label namespace dev team=checkout --overwrite",
                            "-n shop get pods")), // refused: a wrong namespace
            new Person(
                    "shop/deployer",
                    "/apis/apps/v1/namespaces/shop/deployments/web",
                    List.of(
                            "-n shop get deployment web -o wide",
                            "-n shop set image deployment/web web=tocsin/shop:1",
                            "-n shop patch deployment web -p '{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"web\",\"image\":\"tocsin/shop:1\",\"env\":[{\"name\":\"RELEASE\",\"value\":\"2\"}]}]}}}}'",
                            "-n shop patch deployment web --dry-run=server -p '{\"spec\":{\"replicas\":5}}'")),
            new Person(
                    "shop/clerk",
                    "/api/v1/namespaces/shop/configmaps/prices",
                    List.of(
                            "-n shop create configmap prices --from-literal=apple=3",
                            "-n shop patch configmap prices -p '{\"data\":{\"apple\":\"4\"}}'",
                            "-n shop get configmap prices -o yaml")),
            new Person(
                    "displays/sre",
                    "/api/v1/namespaces/displays/pods",
                    List.of(
                            "-n displays get pods -o wide",
                            "-n displays exec display-0 -- date",
                            "-n displays exec display-0 -- cat /tmp/shown")),
            new Person(
                    "batch/scheduler",
                    "/apis/batch/v1/namespaces/batch/jobs",
                    List.of("-n batch get jobs", "-n batch get pods", "-n batch get jobs -o yaml")));

    private final Cluster cluster;
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, KubernetesClient> clients = new HashMap<>();
    private final ScheduledExecutorService busy = Executors.newScheduledThreadPool(PEOPLE.size() * 2);
    private final AtomicInteger typed = new AtomicInteger();

    OrdinaryWork(Cluster cluster, KubernetesClient admin) {
        this.cluster = cluster;
        for (Person one : PEOPLE) {
            if (one.account().isEmpty()) {
                clients.put("", Access.client(cluster.admin()));
            } else {
                String[] name = one.account().split("/");
                var config = Access.serviceAccount(admin, name[0], name[1]);
                tokens.put(one.account(), config.getOauthToken());
                clients.put(one.account(), Access.client(config));
            }
        }
    }

    static int people() {
        return PEOPLE.size();
    }

    /** How many commands were typed. */
    int typed() {
        return typed.get();
    }

    void begin() {
        for (Person one : PEOPLE) {
            busy.scheduleWithFixedDelay(() -> one.types().forEach(line -> type(one, line)), 0, 1, TimeUnit.SECONDS);
            busy.scheduleAtFixedRate(
                    () -> clients.get(one.account()).raw(one.look()), 0, 1000 / LOOKS_A_SECOND, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether it succeeds is not asked: people mistype, and what they make may be there already. */
    private void type(Person one, String line) {
        String as = one.account().isEmpty()
                ? "--kubeconfig=/etc/rancher/k3s/k3s.yaml "
                : "--kubeconfig=/dev/null --server=https://127.0.0.1:6443 --insecure-skip-tls-verify --token="
                        + tokens.get(one.account()) + " ";
        cluster.onNode(
                List.of("sh", "-c", "kubectl --cache-dir=/tmp/cache-$$ " + as + line + " 2>&1; rm -rf /tmp/cache-$$"));
        typed.incrementAndGet();
    }

    @Override
    public void close() {
        busy.shutdownNow();
        try {
            busy.awaitTermination(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clients.values().forEach(KubernetesClient::close);
    }
}
