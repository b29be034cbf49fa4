package dev.tocsin.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.timeline.DrillInfo;
import dev.tocsin.timeline.Evidence;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Raised;
import dev.tocsin.timeline.Recovery;
import dev.tocsin.timeline.Residual;
import dev.tocsin.timeline.Result;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The outcome for machines: durations in milliseconds, instants in ISO 8601. */
final class SummaryJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private SummaryJson() {}

    static String of(Outcome outcome) {
        ObjectNode root = JSON.createObjectNode();
        root.put("drill", outcome.drill().name());
        root.put("title", outcome.drill().title());
        root.put("verdict", outcome.verdict().label());
        root.put("cause", outcome.cause());
        root.put("from", outcome.from().toString());
        root.put("to", outcome.to().toString());
        root.put("t0", outcome.t0() == null ? null : outcome.t0().toString());
        about(root.putObject("about"), outcome.drill());
        files(root, outcome);
        ObjectNode environment = root.putObject("environment");
        outcome.environment().forEach(environment::put);
        for (var span : outcome.spans()) {
            root.withArray("phases")
                    .addObject()
                    .put("phase", span.phase().label())
                    .put("from", span.from().toString())
                    .put("millis", span.length().toMillis())
                    .put("verdict", span.verdict().label());
        }
        outcome.facts().stream()
                .filter(fact -> fact.actor() == Fact.Actor.DRILL)
                .forEach(fact -> root.withArray("milestones")
                        .addObject()
                        .put("text", fact.text())
                        .put(
                                "millis",
                                Duration.between(outcome.from(), fact.seen()).toMillis()));
        for (Result result : outcome.results()) {
            ObjectNode node = root.withArray("objectives").addObject();
            node.put("phase", result.objective().phase().label());
            node.put("title", result.objective().title());
            node.put("start", result.objective().start().label());
            node.put("targetMillis", result.objective().target().toMillis());
            node.put("measuredMillis", millis(result.measured()));
            node.put("sinceT0Millis", millis(result.sinceT0(outcome.t0())));
            node.put("errorMillis", result.error().toMillis());
            node.put(
                    "happened",
                    result.happened() == null ? null : result.happened().toString());
            node.put("verdict", result.verdict().label());
            node.put("explanation", result.explanation());
            node.put("because", result.objective().because());
            node.put("where", result.objective().where());
        }
        outcome.facts().stream()
                .filter(fact -> fact.actor() == Fact.Actor.RESPONDER)
                .forEach(fact -> {
                    ObjectNode node = root.withArray("actions").addObject();
                    node.put("text", fact.text());
                    node.put("ended", fact.seen().toString());
                    node.put(
                            "sinceT0Millis",
                            outcome.t0() == null ? null : millis(Duration.between(outcome.t0(), fact.seen())));
                    ObjectNode details = node.putObject("details");
                    fact.details().forEach(details::put);
                });
        recovery(outcome.recovery(), root);
        for (Raised raised : outcome.raised()) {
            ObjectNode node = root.withArray("alerts").addObject();
            node.put("rule", raised.rule());
            node.put("severity", raised.severity());
            node.put("source", raised.source());
            ObjectNode about = node.putObject("about");
            raised.entities().known().forEach(about::put);
            node.put("happened", raised.happened().toString());
            node.put("seen", raised.seen().toString());
            node.put("count", raised.count());
            node.put("expected", raised.expected());
        }
        root.putArray("residualRisks");
        for (Residual residual : outcome.residuals()) {
            root.withArray("residualRisks")
                    .addObject()
                    .put("action", residual.action())
                    .put("risk", residual.risk());
        }
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a tree of our own always serialises
        }
    }

    private static void about(ObjectNode about, DrillInfo drill) {
        about.put("description", drill.description());
        about.put("tactic", drill.tactic());
        drill.techniques().forEach(about.putArray("techniques")::add);
        drill.covers().forEach(about.putArray("covers")::add);
        about.put("severity", drill.severity());
        about.put("owner", drill.owner());
    }

    /** What it was run from; where a file holds a captured secret, the copy kept is not the file that was hashed. */
    private static void files(ObjectNode root, Outcome outcome) {
        ArrayNode files = root.putArray("files");
        for (Evidence evidence : outcome.evidence()) {
            if (evidence.source() != null) {
                files.addObject()
                        .put("kind", evidence.source().kind())
                        .put("file", evidence.source().file())
                        .put("sha256", evidence.source().sha256());
            }
        }
    }

    /** Only where there are such targets. */
    private static void recovery(Recovery recovery, ObjectNode root) {
        Recovery.Time time = recovery.time();
        if (time != null) {
            root.putObject("rto")
                    .put("targetMillis", time.target().toMillis())
                    .put("measuredMillis", millis(time.measured()))
                    .put("verdict", time.verdict().label());
        }
        Recovery.Point point = recovery.point();
        if (point != null) {
            root.putObject("rpo")
                    .put("acknowledged", point.acknowledged())
                    .put("lost", point.lost())
                    .put("lostMillis", millis(point.lostTime()))
                    .put("targetRows", point.targetRows())
                    .put("targetMillis", point.targetTime().toMillis())
                    .put("verdict", point.verdict().label());
        }
    }

    private static @Nullable Double millis(@Nullable Duration duration) {
        return duration == null ? null : Math.round(duration.toNanos() / 1e3) / 1e3;
    }
}
