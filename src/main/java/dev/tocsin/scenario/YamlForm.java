package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A YAML file of another form than a library's, checked as those are: every mistake at its place. */
public final class YamlForm {
    private YamlForm() {}

    /**
     * @param resource the schema's place on the class path
     * @throws ScenarioException with every mistake
     */
    public static JsonNode read(Path path, String resource) {
        YamlFile file = YamlReader.read(path, path.toString());
        List<Finding> findings = new ArrayList<>(file.findings());
        if (file.isReadable()) {
            findings.addAll(new SchemaCheck(schema(resource)).check(file));
        }
        if (!findings.isEmpty()) {
            throw new ScenarioException(
                    findings.stream().distinct().sorted(Finding.BY_PLACE).toList());
        }
        return file.tree();
    }

    private static JsonNode schema(String resource) {
        try (InputStream in = YamlForm.class.getResourceAsStream(resource)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
