package dev.tocsin.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Another cluster, as it is; subclasses change some of it. */
public abstract class ForwardingCluster implements Cluster {
    private final Cluster real;

    protected ForwardingCluster(Cluster real) {
        this.real = real;
    }

    @Override
    public Config admin() {
        return real.admin();
    }

    @Override
    public KubernetesClient client(Config access) {
        return real.client(access);
    }

    @Override
    public KubernetesClient patientClient(Config access) {
        return real.patientClient(access);
    }

    @Override
    public boolean isShared() {
        return real.isShared();
    }

    @Override
    public void mayGoOn() {
        real.mayGoOn();
    }

    @Override
    public void beforeRequest(String method, String path, @Nullable String body) {
        real.beforeRequest(method, path, body);
    }

    @Override
    public void whenToEnd(Consumer<String> told) {
        real.whenToEnd(told);
    }

    @Override
    public Closeable followAudit(Consumer<String> line, Runnable lost) {
        return real.followAudit(line, lost);
    }

    @Override
    public Map<String, String> description() {
        return real.description();
    }

    @Override
    public List<String> nodes() {
        return real.nodes();
    }

    @Override
    public CommandResult onNode(String node, List<String> command) {
        return real.onNode(node, command);
    }

    @Override
    public Closeable followOnNode(String node, String path, Consumer<String> line, Runnable lost) {
        return real.followOnNode(node, path, line, lost);
    }

    @Override
    public Closeable followCommand(String node, List<String> command, Consumer<String> line) {
        return real.followCommand(node, command, line);
    }

    @Override
    public void loadImage(String image, String namespace) {
        real.loadImage(image, namespace);
    }

    @Override
    public void pause(String node, boolean paused) {
        real.pause(node, paused);
    }

    @Override
    public String replace(String node) {
        return real.replace(node);
    }

    @Override
    public void stopK3s(String node) {
        real.stopK3s(node);
    }

    @Override
    public void startK3s(String node) {
        real.startK3s(node);
    }

    @Override
    public String state(String node) {
        return real.state(node);
    }

    @Override
    public String keep(String name) throws IOException {
        return real.keep(name);
    }

    @Override
    public String kubeconfig() {
        return real.kubeconfig();
    }

    @Override
    public Optional<AuditFeed> audit() {
        return real.audit();
    }

    @Override
    public String nodeLog(int lines) {
        return real.nodeLog(lines);
    }

    @Override
    public void close() {
        real.close();
    }
}
