package dev.tocsin.signal.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.timeline.Entities;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DerivedTest {
    private final Places places = new Places();

    @BeforeEach
    void aClusterOfTwoNodes() {
        places.node(node("server", "172.18.0.2", true));
        places.node(node("agent", "172.18.0.3", false));
        places.pod(pod("u1", "worker", "agent", "10.42.1.7", "Running"));
        places.pod(pod("u2", "foothold", "server", "10.42.0.4", "Running"));
    }

    @Test
    void aTokenBelongsToItsPodAndItsPodsNode() {
        Map<String, Object> record = byToken("u1", "worker", "agent", "10.42.0.4");
        assertThat(derived(record, "credential"))
                .isEqualTo(Map.of(
                        "namespace", "shop",
                        "pod", "worker",
                        "node", "agent",
                        "addresses", List.of("10.42.1.7", "172.18.0.3")));
        assertThat(derived(record, "source"))
                .isEqualTo(Map.of("address", "10.42.0.4", "namespace", "shop", "pod", "foothold", "node", "server"));
        assertThat(AuditEntities.of(record))
                .isEqualTo(new Entities(
                        "system:serviceaccount:shop:worker", "shop/worker", "shop/worker", "agent", "10.42.0.4"));
    }

    @Test
    void onlyTheLastAddressCounts() {
        assertThat(derived(byToken("u1", "worker", "agent", "10.42.1.7", "203.0.113.9"), "source"))
                .isEqualTo(Map.of("address", "203.0.113.9"));
    }

    @Test
    void aServerCallsItselfByLoopbackAndAnAgentDoesNot() {
        assertThat(derived(byUser("system:node:server", "127.0.0.1"), "credential"))
                .containsEntry("node", "server")
                .containsEntry("addresses", List.of("172.18.0.2", "127.0.0.1", "::1"));
        assertThat(derived(byUser("system:node:agent", "127.0.0.1"), "credential"))
                .containsEntry("addresses", List.of("172.18.0.3"));
        assertThat(derived(byUser("system:node:agent", "127.0.0.1"), "source")).containsEntry("node", "server");
        assertThat(AuditEntities.of(byUser("system:node:agent", "127.0.0.1")).node())
                .isEqualTo("agent");
    }

    @Test
    void aServerThatIsNotLabelledYetMayCallItselfByLoopback() {
        Places young = new Places();
        young.node(node("server", "172.18.0.2", false));
        assertThat(young.node("server")).contains("127.0.0.1");
        young.node(node("server", "172.18.0.2", true));
        young.node(node("agent", "172.18.0.3", false));
        assertThat(young.node("server")).contains("127.0.0.1");
        assertThat(young.node("agent")).containsExactly("172.18.0.3");
    }

    @Test
    void whereNothingIsKnownNothingIsClaimed() {
        assertThat(derived(byToken("u9", "new", "agent", "10.42.1.9"), "credential"))
                .as("a pod that has not been seen yet")
                .doesNotContainKey("addresses");
        places.pod(new PodBuilder(pod("u3", "starting", "agent", "10.42.1.8", "Pending"))
                .editStatus()
                .withPodIPs(List.of())
                .endStatus()
                .build());
        assertThat(derived(byToken("u3", "starting", "agent", "10.42.1.8"), "credential"))
                .as("a pod without an address")
                .doesNotContainKey("addresses");
        assertThat(derived(byUser("system:node:new", "172.18.0.9"), "credential"))
                .isEqualTo(Map.of("node", "new"));
        assertThat(derived(byUser("alice", "172.18.0.1"), "credential")).isNull();
    }

    @Test
    void aTokenOutlivesItsPodAndAnAddressDoesNot() {
        places.gone(pod("u1", "worker", "agent", "10.42.1.7", "Running"));
        places.pod(pod("u4", "successor", "agent", "10.42.1.7", "Running"));
        assertThat(derived(byToken("u1", "worker", "agent", "10.42.0.4"), "credential"))
                .containsEntry("addresses", List.of("10.42.1.7", "172.18.0.3"));
        assertThat(derived(byUser("alice", "10.42.1.7"), "source")).containsEntry("pod", "successor");
        places.pod(pod("u4", "successor", "agent", "10.42.1.7", "Succeeded"));
        assertThat(derived(byUser("alice", "10.42.1.7"), "source")).doesNotContainKey("pod");
    }

    @Test
    void aPodInItsNodesNetworkHasNoAddressOfItsOwn() {
        places.pod(new PodBuilder(pod("u5", "agent-on-host", "agent", "172.18.0.3", "Running"))
                .editSpec()
                .withHostNetwork(true)
                .endSpec()
                .build());
        assertThat(derived(byToken("u5", "agent-on-host", "agent", "172.18.0.3"), "credential"))
                .containsEntry("addresses", List.of("172.18.0.3"));
        assertThat(derived(byUser("alice", "172.18.0.3"), "source"))
                .isEqualTo(Map.of("address", "172.18.0.3", "node", "agent"));
    }

    private Map<String, Object> byToken(String uid, String pod, String node, String... addresses) {
        Map<String, Object> record = byUser("system:serviceaccount:shop:worker", addresses);
        record.put(
                "user",
                Map.of(
                        "username",
                        "system:serviceaccount:shop:worker",
                        "extra",
                        Map.of(
                                "authentication.kubernetes.io/pod-uid", List.of(uid),
                                "authentication.kubernetes.io/pod-name", List.of(pod),
                                "authentication.kubernetes.io/node-name", List.of(node))));
        new Derived(places).addTo(record);
        return record;
    }

    private Map<String, Object> byUser(String user, String... addresses) {
        Map<String, Object> record = new HashMap<>();
        record.put("user", Map.of("username", user));
        record.put("sourceIPs", List.of(addresses));
        new Derived(places).addTo(record);
        return record;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> derived(Map<String, Object> record, String part) {
        return (Map<String, Object>) ((Map<String, Object>) record.get("tocsin")).get(part);
    }

    private static Node node(String name, String address, boolean server) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(server ? Map.of("node-role.kubernetes.io/control-plane", "true") : Map.of())
                .endMetadata()
                .withNewStatus()
                .addNewAddress(address, "InternalIP")
                .addNewAddress(name, "Hostname")
                .endStatus()
                .build();
    }

    private static Pod pod(String uid, String name, String node, String address, String phase) {
        return new PodBuilder()
                .withNewMetadata()
                .withUid(uid)
                .withNamespace("shop")
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .endSpec()
                .withNewStatus()
                .withPhase(phase)
                .addNewPodIP(address)
                .endStatus()
                .build();
    }
}
