package dev.tocsin.cli;

import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Library;
import dev.tocsin.scenario.Nearest;
import dev.tocsin.scenario.ScenarioException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which library. */
final class LibraryOption {
    @Option(
            names = "--library",
            paramLabel = "<folder>",
            description =
                    "The folder that holds drills/, fixtures/, procedures/ and rules/ (default: ${DEFAULT-VALUE}).",
            defaultValue = "scenarios")
    private Path folder = Path.of("scenarios");

    Path folder() {
        if (!Files.isDirectory(folder.resolve("drills"))) {
            throw new Tocsin.UsageException(
                    "There is no library in '" + folder + "': it has no folder drills/. Give another with --library.");
        }
        return folder;
    }

    Library open() {
        return new Library(folder());
    }

    /** Every drill that has no mistakes; lint is there to say what is wrong with the others. */
    List<Drill> drills() {
        Library library = open();
        List<Drill> drills = new ArrayList<>();
        for (String name : library.drills().keySet()) {
            drills.add(load(library, name));
        }
        return drills;
    }

    static Drill load(Library library, String name) {
        if (!library.drills().containsKey(name)) {
            throw new Tocsin.UsageException("There is no drill '" + name + "'."
                    + Nearest.hint(name, library.drills().keySet()));
        }
        try {
            return library.load(name);
        } catch (ScenarioException e) {
            throw new Tocsin.UsageException(e.getMessage());
        }
    }
}
