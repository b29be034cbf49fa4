package dev.tocsin.signal.flow;

import dev.tocsin.sigma.LogSource;
import dev.tocsin.signal.Event;
import dev.tocsin.timeline.Entities;
import java.util.LinkedHashMap;
import java.util.Map;

/** A flow and its ends as an event. Field names follow Sigma's for firewalls; docs/signals.md explains them. */
final class FlowEvents {
    static final LogSource LOG_SOURCE = new LogSource("firewall", "kubernetes", "");

    private FlowEvents() {}

    static Event of(Flow flow, Peer src, Peer dst, String service) {
        Tuple ends = flow.ends();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("action", flow.denied() ? "denied" : "allowed");
        body.put("protocol", ends.protocol());
        body.put("src_ip", ends.srcIp());
        body.put("src_port", ends.srcPort());
        body.put("dst_ip", ends.dstIp());
        body.put("dst_port", ends.dstPort());
        body.put("dst_socket", ends.dstIp() + ":" + ends.dstPort());
        body.put("src", src.body());
        body.put("dst", dst.body());
        if (!flow.serviceIp().isEmpty()) {
            body.put("service", Map.of("name", service, "ip", flow.serviceIp(), "port", flow.servicePort()));
        }
        if (!flow.policies().isEmpty()) {
            body.put("policies", flow.policies());
        }
        if (src.isPod() && dst.isPod()) {
            body.put("namespaces", src.namespace() + ">" + dst.namespace());
        }
        body.put("node", flow.node());
        String account = src.isPod() ? src.namespace() + "/" + src.serviceAccount() : "";
        Entities entities = new Entities("", account, src.podName(), src.node(), ends.srcIp());
        return new Event(FlowKind.NAME, LOG_SOURCE, body, flow.line(), flow.happened(), flow.seen(), entities);
    }
}
