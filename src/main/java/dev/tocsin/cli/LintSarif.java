package dev.tocsin.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.scenario.Check;
import dev.tocsin.scenario.Finding;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/** Findings as SARIF 2.1.0, for code scanning: relative paths, so that they show in a diff. */
final class LintSarif {
    private LintSarif() {}

    static String of(List<Finding> findings) {
        ObjectNode root = LintJson.JSON.createObjectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "tocsin lint");
        for (Check check : Check.values()) {
            ObjectNode rule = driver.withArray("rules").addObject();
            rule.put("id", check.id());
            rule.putObject("shortDescription").put("text", check.meaning());
            rule.putObject("defaultConfiguration").put("level", level(check));
        }
        run.put("columnKind", "utf16CodeUnits");
        run.putArray("results");
        for (Finding finding : findings) {
            ObjectNode result = run.withArray("results").addObject();
            result.put("ruleId", finding.check().id());
            result.put("ruleIndex", finding.check().ordinal());
            result.put("level", level(finding.check()));
            result.putObject("message").put("text", finding.message());
            ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
            place.putObject("artifactLocation").put("uri", uri(finding.at().file()));
            place.putObject("region")
                    .put("startLine", finding.at().line())
                    .put("startColumn", finding.at().column());
        }
        return root.toPrettyString() + "\n";
    }

    private static String level(Check check) {
        return check.severity().name().toLowerCase(Locale.ROOT);
    }

    private static String uri(String file) {
        try {
            return new URI(null, null, file.replace('\\', '/'), null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // a path alone is always allowed
        }
    }
}
