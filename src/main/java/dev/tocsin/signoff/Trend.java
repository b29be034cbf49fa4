package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What changed since the last record: per drill its verdict, the time to each phase's end, RTO and rows lost. */
final class Trend {
    private static final List<String> PHASES = List.of("detect", "contain", "eradicate", "recover");

    private Trend() {}

    static ObjectNode of(Previous before, JsonNode drills) {
        ObjectNode trend = StrictJson.MAPPER.createObjectNode();
        trend.put("record", before.sha256());
        trend.set("run", before.own().path("run"));
        trend.set("signedAt", before.own().path("signedAt"));
        trend.set("headline", before.own().path("headline"));
        var rows = trend.putArray("drills");
        Set<String> now = new HashSet<>();
        for (JsonNode drill : drills) {
            now.add(drill.path("name").asText());
            row(
                    rows.addObject(),
                    named(before.own().path("drills"), drill.path("name").asText()),
                    drill);
        }
        for (JsonNode drill : before.own().path("drills")) {
            if (!now.contains(drill.path("name").asText())) {
                row(rows.addObject(), drill, null);
            }
        }
        return trend;
    }

    private static @Nullable JsonNode named(JsonNode drills, String name) {
        for (JsonNode drill : drills) {
            if (drill.path("name").asText().equals(name)) {
                return drill;
            }
        }
        return null;
    }

    private static void row(ObjectNode row, @Nullable JsonNode before, @Nullable JsonNode now) {
        row.set("name", (now == null ? before : now).path("name"));
        row.put("verdictBefore", before == null ? null : before.path("verdict").asText());
        row.put("verdictNow", now == null ? null : now.path("verdict").asText());
        var figures = row.putArray("figures");
        for (String phase : PHASES) {
            figure(figures.addObject(), phase, millis(before, phase), millis(now, phase));
        }
        for (String path : List.of("/rto/measuredMillis", "/rpo/lost")) {
            figure(figures.addObject(), path.substring(1).replace('/', ' '), number(before, path), number(now, path));
        }
        for (int i = figures.size() - 1; i >= 0; i--) {
            if (figures.get(i).size() == 1) {
                figures.remove(i);
            }
        }
    }

    private static void figure(ObjectNode figure, String what, @Nullable Double before, @Nullable Double now) {
        figure.put("what", what);
        if (before != null || now != null) {
            figure.put("before", before).put("now", now);
        }
    }

    private static @Nullable Double number(@Nullable JsonNode drill, String path) {
        JsonNode value = drill == null ? StrictJson.MAPPER.missingNode() : drill.at(path);
        return value.isNumber() ? value.asDouble() : null;
    }

    /** From T0 to the last objective of a phase; null if one was not met or there is none. */
    static @Nullable Double millis(@Nullable JsonNode drill, String phase) {
        Double longest = null;
        if (drill != null) {
            for (JsonNode objective : drill.path("objectives")) {
                if (objective.path("phase").asText().equals(phase)) {
                    JsonNode since = objective.path("sinceT0Millis");
                    if (!since.isNumber()) {
                        return null;
                    }
                    longest = longest == null ? since.asDouble() : Math.max(longest, since.asDouble());
                }
            }
        }
        return longest;
    }
}
