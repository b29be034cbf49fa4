package dev.tocsin.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A small library for drills under test: the project's fixtures, some of its procedures and rules, and broken ones. */
final class TestLibrary {
    private TestLibrary() {}

    static void make(Path folder) throws IOException {
        copy(Path.of("scenarios/fixtures"), folder.resolve("fixtures"));
        copy(Path.of("scenarios/procedures"), folder.resolve("procedures"));
        copy(Path.of("scenarios/rules"), folder.resolve("rules"));
        copy(Path.of("src/test/resources/bad-library"), folder);
        Files.createDirectories(drill(folder).getParent());
    }

    /** Where the drill under test belongs. */
    static Path drill(Path folder) {
        return folder.resolve("drills/privilege-escalation/drill.yaml");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
