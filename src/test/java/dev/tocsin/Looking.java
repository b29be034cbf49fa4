package dev.tocsin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.step.Kinds;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Single steps on a real cluster, as an administrator; what they keep, such as sessions, ends with it. */
record Looking(Cluster cluster, KubernetesClient prober, Journal journal, Map<String, Object> kept)
        implements Scope, AutoCloseable {
    Looking(Cluster cluster, KubernetesClient prober) {
        this(cluster, prober, new Journal(Instant::now, fact -> {}), new HashMap<>());
    }

    /** @param params of the step, in YAML */
    Observation look(String kind, String params) {
        try {
            return Kinds.onClassPath().step(kind).run((ObjectNode) new YAMLMapper().readTree(params), this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(params, e);
        }
    }

    @Override
    public KubernetesClient as(String account) {
        throw new UnsupportedOperationException("only the administrator looks here");
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T keep(String name, Supplier<T> first) {
        return (T) kept.computeIfAbsent(name, key -> first.get());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T kept(String name) {
        return (T) kept.get(name);
    }

    @Override
    public void close() {
        for (Object one : kept.values()) {
            if (one instanceof AutoCloseable open) {
                try {
                    open.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
