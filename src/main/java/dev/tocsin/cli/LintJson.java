package dev.tocsin.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.scenario.Finding;
import java.util.List;
import java.util.Locale;

/** Findings for scripts: {@code {"findings": [{"check", "severity", "file", "line", "column", "message"}]}}. */
final class LintJson {
    static final ObjectMapper JSON = new ObjectMapper();

    private LintJson() {}

    static String of(List<Finding> findings) {
        ObjectNode root = JSON.createObjectNode();
        root.putArray("findings");
        for (Finding finding : findings) {
            root.withArray("findings")
                    .addObject()
                    .put("check", finding.check().id())
                    .put("severity", finding.check().severity().name().toLowerCase(Locale.ROOT))
                    .put("file", finding.at().file())
                    .put("line", finding.at().line())
                    .put("column", finding.at().column())
                    .put("message", finding.message());
        }
        return root.toPrettyString() + "\n";
    }
}
