package dev.tocsin.cluster;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network.Ipam;
import java.util.List;
import org.testcontainers.DockerClientFactory;

/** The address by which nodes and their pods reach this machine. */
public final class HostAddress {
    /** System property that names another address. */
    public static final String PROPERTY = "tocsin.receive.address";

    private static final String USUAL = "172.17.0.1";

    private HostAddress() {}

    /** The property's, or the engine's own on the network of its containers; no other can be known before there is a node. */
    public static String ofThisMachine() {
        String named = System.getProperty(PROPERTY, "");
        if (!named.isBlank()) {
            return named.strip();
        }
        try {
            return DockerClientFactory.lazyClient()
                    .inspectNetworkCmd()
                    .withNetworkId("bridge")
                    .exec()
                    .getIpam()
                    .getConfig()
                    .stream()
                    .filter(config ->
                            config.getSubnet() != null && !config.getSubnet().contains(":"))
                    .map(HostAddress::gateway)
                    .findFirst()
                    .orElse(USUAL);
        } catch (DockerException e) {
            return USUAL;
        }
    }

    /** The first address of the network, unless it says otherwise. */
    private static String gateway(Ipam.Config config) {
        if (config.getGateway() != null) {
            return config.getGateway();
        }
        List<String> parts = List.of(config.getSubnet().replaceFirst("/.*", "").split("[.]"));
        return String.join(".", parts.subList(0, 3)) + "." + (Integer.parseInt(parts.get(3)) + 1);
    }
}
