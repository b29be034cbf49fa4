package dev.tocsin.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where this process keeps what outlives no run: one folder, which nobody else may enter and which goes with the process. It
 * is called after its owner, as containers are labelled, so that what a killed process left is found.
 */
public final class TempFolder {
    private static final Path ROOT = Path.of(System.getProperty("java.io.tmpdir"));
    private static final String PREFIX = "tocsin-of-";
    /** Host and process; a number that makes it unique follows. */
    private static final Pattern NAME = Pattern.compile(PREFIX + "(.+)-([0-9]+)-[0-9]+");

    private TempFolder() {}

    /** Made when first asked for. */
    private static final class OfThisProcess {
        static final Path FOLDER = make();

        private static Path make() {
            try {
                Path folder =
                        Files.createTempDirectory(ROOT, PREFIX + Leftovers.me().replace('/', '-') + "-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "tocsin-temp"));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException("No temporary folder can be made in " + ROOT, e);
            }
        }
    }

    /** A new file. */
    public static Path file(String prefix, String ending) throws IOException {
        return Files.createTempFile(OfThisProcess.FOLDER, prefix, ending);
    }

    /** A new folder. */
    public static Path folder(String prefix) throws IOException {
        return Files.createTempDirectory(OfThisProcess.FOLDER, prefix);
    }

    /** Removes those of processes that are gone, and says which. */
    static List<String> removeOrphans() {
        return removeOrphans(ROOT);
    }

    static List<String> removeOrphans(Path root) {
        List<String> gone = new ArrayList<>();
        try (Stream<Path> all = Files.list(root)) {
            for (Path folder : all.toList()) {
                Matcher name = NAME.matcher(folder.getFileName().toString());
                if (name.matches() && Leftovers.orphaned(name.group(1) + "/" + name.group(2)) && remove(folder)) {
                    gone.add(folder.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gone;
    }

    /** False if another was faster, or it may not be entered. */
    private static boolean remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
