package dev.tocsin.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake a file under bad-scenarios/, with the expected text beside it. */
class BadScenariosTest {
    private static final Path BAD = Path.of("src/test/resources/bad-scenarios");
    private static final String GOOD = "src/test/resources/good-scenario.yaml";

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(BAD)) {
            return files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyMistakeIsExplainedAtItsPlace(Path file, @TempDir Path folder) throws IOException {
        String kind = BAD.relativize(file).getName(0).toString();
        Path place = kind.equals("drills")
                ? TestLibrary.drill(folder)
                : folder.resolve(BAD.relativize(file).toString());
        TestLibrary.make(folder);
        if (kind.equals("gamedays")) {
            Files.copy(Path.of(GOOD), TestLibrary.drill(folder));
        }
        Files.createDirectories(place.getParent());
        Files.copy(file, place, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        String text = Lint.library(folder).stream()
                        .filter(finding -> finding.at().file().equals(place.toString()))
                        .filter(finding -> finding.check() != Check.UNUSED)
                        .map(Finding::toString)
                        .collect(Collectors.joining("\n\n"))
                        .replace(folder + "/", "")
                + "\n";

        Path expected = Path.of(file.toString().replaceAll("\\.ya?ml$", ".txt"));
        if (System.getProperty("golden.update") != null) {
            Files.writeString(expected, text);
        }
        assertThat(text).isEqualTo(Files.readString(expected)).isNotBlank();
    }

    @Test
    void thereAreAtLeastSixty() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void withoutAMistakeThereIsNoFinding(@TempDir Path folder) throws IOException {
        TestLibrary.make(folder);
        Files.copy(Path.of(GOOD), TestLibrary.drill(folder));
        assertThat(Lint.library(folder))
                .filteredOn(finding ->
                        finding.at().file().equals(TestLibrary.drill(folder).toString()))
                .isEmpty();
    }

    @Test
    void aFileThatIsTooLargeIsNotEvenParsed(@TempDir Path folder) throws IOException {
        TestLibrary.make(folder);
        Files.writeString(TestLibrary.drill(folder), Files.readString(Path.of(GOOD)) + "# x\n".repeat(300_000));
        assertThat(Lint.library(folder))
                .extracting(Finding::check)
                .contains(Check.SIZE)
                .doesNotContain(Check.UNKNOWN_KEY);
    }

    @Test
    void twoDrillsOfOneNameAreAMistake(@TempDir Path folder) throws IOException {
        TestLibrary.make(folder);
        Files.copy(Path.of(GOOD), TestLibrary.drill(folder));
        Path twin = Files.createDirectories(folder.resolve("drills/zzz")).resolve("drill.yaml");
        Files.copy(Path.of(GOOD), twin);
        assertThat(Lint.library(folder))
                .filteredOn(finding -> finding.check() == Check.DUPLICATE_NAME)
                .singleElement()
                .satisfies(finding -> assertThat(finding.at().file()).isEqualTo(twin.toString()));
    }

    @Test
    void aLinkOutOfTheLibraryIsNotFollowed(@TempDir Path folder, @TempDir Path elsewhere) throws IOException {
        TestLibrary.make(folder);
        Path outside = Files.writeString(elsewhere.resolve("x.yaml"), "apiVersion: v1\n");
        Files.createSymbolicLink(folder.resolve("fixtures/linked.yaml"), outside);
        Files.writeString(
                TestLibrary.drill(folder),
                Files.readString(Path.of(GOOD)).replace("[shop, foothold]", "[shop, foothold, linked]"));
        assertThat(Lint.library(folder)).extracting(Finding::check).contains(Check.OUTSIDE);
    }

    @Test
    void eachRowIsADrillOfItsOwn(@TempDir Path folder) throws IOException {
        TestLibrary.make(folder);
        Files.writeString(
                TestLibrary.drill(folder),
                Files.readString(Path.of(GOOD))
                        .replace(
                                "cluster:\n",
                                "parameters: {rows: [{code: 200, time: 5s}, {code: 201, time: 6s}]}\ncluster:\n")
                        .replace(
                                "expect: {status: 200}\n    capture",
                                "expect: {status: \"${param.code}\"}\n    capture")
                        .replace("within: 5s}", "within: \"${param.time}\"}"));
        Library library = new Library(folder);
        assertThat(library.drills().keySet()).containsExactly("drill[code=200,time=5s]", "drill[code=201,time=6s]");
        assertThat(Selection.of("drill", library)).hasSize(2);
        assertThat(Selection.of("drill[code=201,time=6s]", library)).hasSize(1);
        Drill second = library.load("drill[code=201,time=6s]");
        assertThat(second.info().name()).isEqualTo("drill[code=201,time=6s]");
        assertThat(second.inject().get(0).expect().path("status").isIntegralNumber())
                .isTrue();
        assertThat(second.inject().get(0).expect().path("status").asInt()).isEqualTo(201);
        assertThat(second.detect().get(0).within()).hasSeconds(6);
    }

    @Test
    void whatLintCallsAnErrorStopsARunAndNothingElseDoes(@TempDir Path folder) throws IOException {
        for (Path file : files()) {
            if (!file.startsWith(BAD.resolve("drills"))) {
                continue;
            }
            Path own = Files.createDirectories(folder.resolve(file.getFileName()));
            TestLibrary.make(own);
            Files.copy(file, TestLibrary.drill(own));
            boolean error = Lint.library(own).stream()
                    .anyMatch(finding -> finding.isError()
                            && finding.at().file().equals(TestLibrary.drill(own).toString()));
            Library library = new Library(own);
            boolean loads = true;
            try {
                for (String name : library.drills().keySet()) {
                    library.load(name);
                }
            } catch (ScenarioException e) {
                loads = false;
            }
            assertThat(loads).as(file.toString()).isNotEqualTo(error);
        }
    }

    @Test
    void theWholeLibraryIsClean() {
        assertThat(Lint.library(Path.of("scenarios")))
                .filteredOn(finding -> finding.check() != Check.UNUSED) // a fixture may wait for its drill
                .isEmpty();
        Library library = new Library(Path.of("scenarios"));
        assertThat(library.drills()).isNotEmpty();
        library.drills()
                .keySet()
                .forEach(name -> assertThat(library.load(name).info().name()).isEqualTo(name));
        assertThat(library.gameDays()).isNotEmpty();
        library.gameDays()
                .keySet()
                .forEach(name -> assertThat(library.gameDay(name).name()).isEqualTo(name));
    }
}
