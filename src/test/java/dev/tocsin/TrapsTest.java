package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each trap of docs/traps.md names the tests that show it. */
class TrapsTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+)\\.([a-zA-Z]+)`");

    @Test
    void everyTrapHasItsTest() throws IOException {
        List<String> traps = Files.readAllLines(Path.of("docs/traps.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| trap ") && !line.startsWith("| ---"))
                .toList();
        assertThat(traps).hasSizeGreaterThan(8);
        for (String trap : traps) {
            String[] cells = trap.split(" \\| ");
            assertThat(cells).as(trap).hasSize(4);
            Matcher test = TEST.matcher(cells[3]);
            assertThat(test.find()).as("it names a test: " + trap).isTrue();
            do {
                assertThat(source(test.group(1))).as(trap).contains("void " + test.group(2) + "(");
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
