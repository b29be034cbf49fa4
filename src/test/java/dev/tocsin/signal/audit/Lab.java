package dev.tocsin.signal.audit;

import dev.tocsin.cluster.Access;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.signal.Event;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Surroundings;
import dev.tocsin.timeline.Alert;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A cluster to attack, and all that its audit log says meanwhile. Attackers use kubectl and curl, as attackers do. */
final class Lab implements Surroundings, Sink, AutoCloseable {
    static final String ATTACKER = "lab/attacker";
    static final String NOBODY = "lab/nobody";
    static final String TOKEN_FILE = "/var/run/secrets/kubernetes.io/serviceaccount/token";
    private static final String KUBELET = "/var/lib/rancher/k3s/agent/client-kubelet";
    private static final Duration LONGEST = Duration.ofSeconds(120);
    private final Cluster cluster;
    private final KubernetesClient admin;
    private final List<Map<String, Object>> records = new ArrayList<>();
    private final Map<String, String> tokens = new HashMap<>();
    private final AuditLog source;

    Lab(Cluster cluster) {
        this.cluster = cluster;
        this.admin = Access.patientClient(cluster.admin());
        this.source = new AuditLog(this, this);
    }

    /** Whatever is recorded while it goes on. */
    List<Map<String, Object>> during(Case.Act act) throws Exception {
        source.settle();
        int from = count();
        act.on(this);
        return since(from);
    }

    synchronized int count() {
        return records.size();
    }

    /** All records from the given one on, once the log has nothing more to say. */
    List<Map<String, Object>> since(int from) {
        source.settle();
        synchronized (this) {
            return List.copyOf(records.subList(from, records.size()));
        }
    }

    /** A token of an account, not bound to a pod. */
    synchronized String token(String account) {
        String[] name = account.split("/");
        return tokens.computeIfAbsent(
                account, one -> Access.serviceAccount(admin, name[0], name[1]).getOauthToken());
    }

    /** A script on the node. A program's refusal is no error: many are meant to be refused. */
    CommandResult node(String script) {
        return cluster.onNode(List.of("sh", "-c", script));
    }

    CommandResult kubectl(String account, String arguments) {
        return node(kubectl(account) + arguments);
    }

    /** The beginning of a kubectl line with an account's token. */
    String kubectl(String account) {
        return "kubectl --kubeconfig=/dev/null --cache-dir=/tmp/cache --server=https://127.0.0.1:6443"
                + " --insecure-skip-tls-verify --token=" + token(account) + " ";
    }

    CommandResult kubectlAsAdmin(String arguments) {
        CommandResult result =
                node("kubectl --kubeconfig=/etc/rancher/k3s/k3s.yaml --cache-dir=/tmp/cache " + arguments);
        if (result.exitCode() != 0) {
            throw new IllegalStateException(arguments + ": " + result.stderr());
        }
        return result;
    }

    /** With the certificate of the node, on the node. */
    CommandResult kubectlAsNode(String arguments) {
        return node("kubectl --kubeconfig=/dev/null --cache-dir=/tmp/cache --server=https://127.0.0.1:6443"
                + " --insecure-skip-tls-verify --client-certificate=" + KUBELET + ".crt --client-key=" + KUBELET
                + ".key "
                + arguments);
    }

    /** A script in a pod of the namespace lab, run by the node's container runtime: the API server does not know of it. */
    CommandResult inPod(String pod, String script) {
        return inPod(cluster.nodes().get(0), "lab", pod, script);
    }

    CommandResult inPod(String node, String namespace, String pod, String script) {
        return cluster.onNode(
                node, List.of("sh", "-c", "crictl exec " + container(namespace, pod) + " sh -c '" + script + "'"));
    }

    private static String container(String namespace, String pod) {
        return "$(crictl ps -q --label io.kubernetes.pod.namespace=" + namespace + " --label io.kubernetes.pod.name="
                + pod + ")";
    }

    /** {@code curl} in a pod, at the API server. */
    CommandResult curl(String pod, String token, String arguments) {
        return inPod(pod, curl(token, arguments));
    }

    static String curl(String token, String path) {
        return "curl -sk -m 20 -o /dev/null -H \"Authorization: Bearer " + token + "\" https://$KUBERNETES_SERVICE_HOST"
                + path;
    }

    /** Lays the node's certificate and key down in a pod; curl's arguments to use them. */
    String nodeCertificateIn(String pod) {
        // Not through standard input: crictl may let go of it before all of it is there.
        node("for f in crt key; do crictl exec " + container("lab", pod) + " sh -c \"echo $(base64 -w0 " + KUBELET
                + ".$f) | base64 -d >/tmp/k.$f\"; done");
        return "curl -sk -m 20 -o /dev/null --cert /tmp/k.crt --key /tmp/k.key https://$KUBERNETES_SERVICE_HOST";
    }

    /** The token that the pod {@code worker} has, as a thief sees it. */
    synchronized String stolen() {
        return tokens.computeIfAbsent(
                "stolen", one -> inPod("worker", "cat " + TOKEN_FILE).stdout().strip());
    }

    /** A request that comes from outside the cluster. */
    void fromOutside(String token, String path) {
        var config = new ConfigBuilder(cluster.admin())
                .withClientCertData(null)
                .withClientKeyData(null)
                .withOauthToken(token)
                .build();
        try (KubernetesClient client = Access.client(config)) {
            client.raw(path);
        }
    }

    String podIp(String pod) {
        return admin.pods().inNamespace("lab").withName(pod).get().getStatus().getPodIP();
    }

    String nodeName() {
        return admin.nodes().list().getItems().get(0).getMetadata().getName();
    }

    void await(String what, java.util.concurrent.Callable<Boolean> until) {
        Awaitility.await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .atMost(LONGEST)
                .ignoreExceptions()
                .until(until);
    }

    /** Records of this lab's accounts, and of nobody known, about objects. */
    static boolean ofTheLab(Map<String, Object> record) {
        String user = user(record);
        return user.isEmpty()
                || (user.startsWith("system:serviceaccount:lab:")
                                || user.startsWith("system:serviceaccount:dev:")
                                || user.startsWith("system:serviceaccount:incident-response:"))
                        && ofAnObject(record);
    }

    static boolean ofAnObject(Map<String, Object> record) {
        return record.get("objectRef") != null
                && !String.valueOf(record.get("requestURI")).contains("/canary-");
    }

    static String user(Map<String, Object> record) {
        return Records.text(Records.map(record.get("user")).get("username"));
    }

    @Override
    public synchronized void event(Event event) {
        records.add(event.body());
    }

    @Override
    public void alert(Alert alert) {
        throw new IllegalStateException("the audit log raises no alerts");
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }

    @Override
    public KubernetesClient admin() {
        return admin;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public void tell(String text) {}

    @Override
    public void environment(String name, String value) {}

    @Override
    public void close() throws java.io.IOException {
        source.close();
        admin.close();
        cluster.close();
    }
}
