package dev.tocsin.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake a file under bad-scenarios/, with the expected message beside it. */
class BadScenariosTest {
    private static final Path BAD = Path.of("src/test/resources/bad-scenarios");

    static Stream<Path> files() throws IOException {
        return Files.list(BAD).filter(file -> file.toString().endsWith(".yaml")).sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyMistakeIsExplainedAtItsPlace(Path file, @TempDir Path folder) throws IOException {
        Path drills = Files.createDirectories(folder.resolve("drills"));
        Files.copy(file, drills.resolve("drill.yaml"));
        copy("fixtures/shop.yaml", folder);
        copy("procedures/restore-pod-security.yaml", folder);
        copy("rules/audit/pod-security-weakened.yml", folder);

        ScenarioException failure =
                catchThrowableOfType(ScenarioException.class, () -> new Library(folder).load("drill"));

        String message = String.valueOf(failure.getMessage()).replace(drills + "/", "");
        Path expected = Path.of(file.toString().replaceAll("\\.yaml$", ".txt"));
        if (System.getProperty("golden.update") != null) {
            Files.writeString(expected, message + "\n");
        }
        assertThat(message + "\n").isEqualTo(Files.readString(expected));
    }

    @Test
    void theWholeLibraryLoads() {
        Library library = new Library(Path.of("scenarios"));
        assertThat(library.drills()).isNotEmpty();
        library.drills()
                .keySet()
                .forEach(name -> assertThat(library.load(name).info().name()).isEqualTo(name));
    }

    private static void copy(String name, Path folder) throws IOException {
        Path target = folder.resolve(name);
        Files.createDirectories(target.getParent());
        Files.copy(Path.of("scenarios").resolve(name), target);
    }
}
