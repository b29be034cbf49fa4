package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each line of docs/engine.md names the test that holds it to its word. */
class ContractTest {
    private static final Path PAGE = Path.of("docs/engine.md");
    private static final Pattern LINE = Pattern.compile("(?m)^[0-9]+\\. [\\s\\S]*?(?=^[0-9]+\\. |\\z|\\n\\n)");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+)\\.([a-zA-Z]+)`");

    @Test
    void everyLineHasItsTest() throws IOException {
        List<String> lines = LINE.matcher(Files.readString(PAGE))
                .results()
                .map(one -> one.group())
                .toList();
        assertThat(lines).hasSizeGreaterThan(10);
        for (String line : lines) {
            Matcher test = TEST.matcher(line);
            assertThat(test.find()).as("the line names a test: " + line).isTrue();
            do {
                assertThat(source(test.group(1))).as(line).contains("void " + test.group(2) + "(");
            } while (test.find());
        }
    }

    private static String source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            Path file = files.filter(one -> one.endsWith(type + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no test class " + type));
            return Files.readString(file);
        }
    }
}
