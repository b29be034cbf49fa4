package dev.tocsin.signal.metrics;

import com.google.auto.service.AutoService;
import dev.tocsin.sigma.LogSource;
import dev.tocsin.signal.RuleForm;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceKind;
import dev.tocsin.signal.Surroundings;
import java.util.List;
import java.util.Optional;

/** {@code metrics}: Prometheus' alerts, by its own rule files; the fixture {@code metrics} brings it into the cluster. */
@AutoService(SourceKind.class)
public final class MetricsKind implements SourceKind {
    static final String NAME = "metrics";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<LogSource> logSources() {
        return List.of();
    }

    @Override
    public Optional<RuleForm> ruleForm() {
        return Optional.of(new PrometheusRules());
    }

    @Override
    public Source start(Surroundings around, Sink sink) {
        return new Metrics(around, sink);
    }
}
