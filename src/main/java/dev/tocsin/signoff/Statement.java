package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.timeline.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is signed: an in-toto statement about the evidence. Its predicate is in-toto's test result, which others' tools
 * know, and carries ours in one more field, as in-toto has it for extensions.
 */
final class Statement {
    static final String TYPE = "https://in-toto.io/Statement/v1";
    static final String PREDICATE = "https://in-toto.io/attestation/test-result/v0.1";
    /** Where our own part stands. */
    static final String OWN = "tocsin_signoff";

    private static final String VERSION = "tocsin.dev/signoff/v1";

    private Statement() {}

    /**
     * @param gameDay what the game day came to that the run was; missing if it was none
     * @param since the last record, to compare with; null if there is none
     */
    static ObjectNode of(
            RunFiles run,
            List<RunFiles.Drill> drills,
            JsonNode gameDay,
            Details details,
            @Nullable Previous since,
            Instant now) {
        ArrayNode entries = StrictJson.MAPPER.createArrayNode();
        drills.forEach(drill -> entries.add(DrillEntry.of(drill)));
        ObjectNode root = StrictJson.MAPPER.createObjectNode();
        root.put("_type", TYPE);
        run.evidence(drills.stream().map(RunFiles.Drill::name).toList(), gameDay.isObject())
                .forEach((file, sha256) ->
                        digest(root.withArray("subject").addObject().put("name", file), sha256));
        root.put("predicateType", PREDICATE);
        ObjectNode predicate = root.putObject("predicate");
        result(predicate, entries, gameDay);
        ObjectNode own = predicate.putObject(OWN);
        own.put("headline", Headline.of(entries, gameDay));
        own.put("held", Headline.held(entries, gameDay));
        own.put("version", VERSION);
        own.put("run", run.id());
        own.put("signedAt", now.truncatedTo(ChronoUnit.SECONDS).toString());
        own.put("signedWith", "Tocsin " + Version.TOCSIN);
        own.set("procedure", details.procedure(entries));
        own.set("drills", entries);
        if (gameDay.isObject()) {
            own.set("gameday", gameDay);
        }
        details.into(own);
        ArrayNode advice = Recommendations.of(entries);
        own.set("advice", advice);
        if (since != null) {
            own.set("since", Trend.of(since, entries));
        }
        return root;
    }

    /** in-toto's own fields, from the drills: what others' tools read. */
    static void result(ObjectNode predicate, JsonNode drills, JsonNode gameDay) {
        predicate.put("result", Headline.held(drills, gameDay) ? "PASSED" : "FAILED");
        ArrayNode configuration = predicate.putArray("configuration");
        Set<Map.Entry<String, String>> files = new LinkedHashSet<>();
        drills.forEach(drill -> drill.path("files")
                .forEach(file -> files.add(Map.entry(
                        file.path("file").asText(), file.path("sha256").asText()))));
        files.forEach(file -> digest(configuration.addObject().put("name", file.getKey()), file.getValue()));
        ArrayNode passed = predicate.putArray("passedTests");
        predicate.putArray("warnedTests");
        ArrayNode failed = predicate.putArray("failedTests");
        drills.forEach(drill -> (drill.path("verdict").asText().equals("held") ? passed : failed)
                .add(drill.path("name").asText()));
    }

    private static void digest(ObjectNode of, String sha256) {
        of.putObject("digest").put("sha256", sha256);
    }
}
