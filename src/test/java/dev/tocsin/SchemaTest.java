package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.respond.Actions;
import dev.tocsin.step.StepKinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the schemas allow is what the class path offers. */
class SchemaTest {
    private static final Set<String> COMMON = Set.of("id", "expect", "within", "hold", "because");

    @Test
    void everyStepKindIsInTheSchemaAndTheOtherWayRound() throws IOException {
        List<String> inSchema = keys("drill-v1", "/$defs/step/properties");
        inSchema.removeAll(COMMON);
        assertThat(inSchema).containsExactlyInAnyOrderElementsOf(StepKinds.names());
    }

    @Test
    void everyActionIsInTheSchemaAndTheOtherWayRound() throws IOException {
        assertThat(keys("procedure-v1", "/$defs/action/properties"))
                .containsExactlyInAnyOrderElementsOf(Actions.names());
    }

    private static List<String> keys(String schema, String pointer) throws IOException {
        JsonNode tree = new ObjectMapper()
                .readTree(Files.readString(Path.of("src/main/resources/schema/" + schema + ".schema.json")));
        List<String> keys = new ArrayList<>();
        tree.at(pointer).fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
