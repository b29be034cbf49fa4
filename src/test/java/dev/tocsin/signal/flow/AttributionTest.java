package dev.tocsin.signal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.signal.Event;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose flow it is, and which node's record of it counts. */
class AttributionTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = START.plusSeconds(60);
    private final Addresses addresses = new Addresses();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Attribution attribution = new Attribution(addresses, events::add);

    @BeforeEach
    void twoNodes() {
        addresses.add(node("server", "172.20.0.2", "10.42.0.0/24"));
        addresses.add(node("agent-1", "172.20.0.3", "10.42.1.0/24"));
        addresses.add(pod("dev", "far", "agent-1", "10.42.1.2", START));
        addresses.add(pod("dev", "near", "server", "10.42.0.3", START));
        addresses.add(pod("shop", "web", "server", "10.42.0.4", START));
        addresses.add(new ServiceBuilder()
                .withNewMetadata()
                .withNamespace("shop")
                .withName("web")
                .endMetadata()
                .withNewSpec()
                .withClusterIPs("10.43.0.9")
                .endSpec()
                .build());
    }

    @AfterEach
    void close() {
        attribution.close();
    }

    @Test
    void acrossNodesTheNodeCountsWhereItEnds() {
        attribution.accept(allowed("agent-1", "10.42.1.2", "10.42.0.4"));
        assertThat(events).isEmpty();
        attribution.accept(allowed("server", "10.42.1.2", "10.42.0.4"));
        assertThat(events).hasSize(1);
        assertThat(events.get(0).body())
                .containsEntry("node", "server")
                .containsEntry("namespaces", "dev>shop")
                .containsEntry(
                        "src",
                        Map.of(
                                "kind",
                                "pod",
                                "namespace",
                                "dev",
                                "pod",
                                "far",
                                "node",
                                "agent-1",
                                "serviceAccount",
                                "foot",
                                "owner",
                                "ReplicaSet/far-1"));
    }

    @Test
    void theServiceIsKnownFromTheClientsNodeWhicheverTellsFirst() {
        Flow leaves = allowed("agent-1", "10.42.1.2", "10.42.0.4").through("10.43.0.9", 80);
        Flow arrives = allowed("server", "10.42.1.2", "10.42.0.4");
        attribution.accept(leaves);
        attribution.accept(arrives);
        attribution.accept(arrives);
        assertThat(events).hasSize(1);
        attribution.accept(leaves);
        assertThat(events).hasSize(2).allSatisfy(event -> assertThat(event.body())
                .containsEntry("service", Map.of("name", "shop/web", "ip", "10.43.0.9", "port", 80)));
    }

    @Test
    void whatTheClientsNodeNeverTellsOfIsToldWithoutAService() throws Exception {
        attribution.accept(allowed("server", "10.42.1.2", "10.42.0.4"));
        attribution.settle();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).body()).doesNotContainKey("service");
    }

    @Test
    void whatLeftOneNodeAndIsRefusedByTheNextIsRefused() {
        attribution.accept(allowed("agent-1", "10.42.1.2", "10.42.0.4"));
        attribution.accept(denied("server", "10.42.1.2", "10.42.0.4"));
        assertThat(events).extracting(event -> event.text("action")).containsExactly("denied");
    }

    @Test
    void toANodeOrOutTheClientsNodeCounts() {
        attribution.accept(allowed("agent-1", "10.42.1.2", "172.20.0.2"));
        attribution.accept(allowed("server", "172.20.0.3", "172.20.0.2")); // the same flow, masqueraded
        attribution.accept(allowed("agent-1", "10.42.1.2", "198.51.100.7"));
        assertThat(events).extracting(event -> kind(event, "dst")).containsExactly("node", "outside");
    }

    @Test
    void whatNodesSayToPodsComesFromTheirOwnAddresses() {
        attribution.accept(allowed("server", "10.42.0.1", "10.42.0.4"));
        attribution.accept(allowed("server", "10.42.1.0", "10.42.0.4"));
        assertThat(events).extracting(event -> kind(event, "src")).containsExactly("node", "node");
        assertThat(events.get(1).entities().node()).isEqualTo("agent-1");
    }

    @Test
    void anAddressIsWhosePodsItWasAtTheTime() {
        addresses.add(pod("shop", "next", "server", "10.42.0.4", LATER));
        attribution.accept(denied("server", "10.42.0.3", "10.42.0.4", LATER.minusMillis(1)));
        attribution.accept(denied("server", "10.42.0.3", "10.42.0.4", LATER.plusMillis(1)));
        assertThat(events)
                .extracting(event -> ((Map<?, ?>) event.body().get("dst")).get("pod"))
                .isEqualTo(List.of("web", "next"));
    }

    @Test
    void aNewPodIsWaitedFor() throws Exception {
        attribution.accept(denied("server", "10.42.0.9", "10.42.0.4", LATER));
        assertThat(events).isEmpty();
        addresses.add(pod("dev", "new", "server", "10.42.0.9", LATER.minusSeconds(1)));
        attribution.settle();
        assertThat(events).extracting(event -> event.entities().pod()).containsExactly("dev/new");
    }

    @Test
    void aPodThatStaysUnknownIsSaidToBe() throws Exception {
        long before = System.nanoTime();
        attribution.accept(denied("server", "10.42.0.9", "10.42.0.4", LATER));
        attribution.settle();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        assertThat(events).extracting(event -> kind(event, "src")).containsExactly("unknown");
    }

    private static Object kind(Event event, String end) {
        return ((Map<?, ?>) event.body().get(end)).get("kind");
    }

    private static Flow allowed(String node, String src, String dst) {
        return flow(false, node, src, dst, LATER);
    }

    private static Flow denied(String node, String src, String dst) {
        return flow(true, node, src, dst, LATER);
    }

    private static Flow denied(String node, String src, String dst, Instant at) {
        return flow(true, node, src, dst, at);
    }

    private static Flow flow(boolean denied, String node, String src, String dst, Instant at) {
        return new Flow(
                denied, node, new Tuple("tcp", src, 40_000, dst, 8080), "", 0, List.of(), "line", at, at.plusMillis(1));
    }

    private static Pod pod(String namespace, String name, String node, String address, Instant created) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withCreationTimestamp(created.toString())
                .addNewOwnerReference()
                .withKind("ReplicaSet")
                .withName(name + "-1")
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .withServiceAccountName("foot")
                .endSpec()
                .withNewStatus()
                .withPodIP(address)
                .endStatus()
                .build();
    }

    private static io.fabric8.kubernetes.api.model.Node node(String name, String address, String pods) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withPodCIDRs(pods)
                .endSpec()
                .withNewStatus()
                .addNewAddress()
                .withType("InternalIP")
                .withAddress(address)
                .endAddress()
                .endStatus()
                .build();
    }
}
