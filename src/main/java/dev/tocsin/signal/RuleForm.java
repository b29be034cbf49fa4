package dev.tocsin.signal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** How a detector that is not ours writes its rules; a file may hold several. */
public interface RuleForm {
    /** What a file must be, as JSON Schema 2020-12. */
    JsonNode schema();

    /** The rules in a file that is so. */
    List<Named> rules(JsonNode file);

    /**
     * A rule.
     *
     * @param name the last part of its name in scenarios: {@code cpu-burn}
     * @param own what tells it from all others, as the detector writes it
     * @param pointer where it stands in its file
     */
    record Named(String name, String own, String pointer) {}
}
