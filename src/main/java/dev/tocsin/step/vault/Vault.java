package dev.tocsin.step.vault;

import dev.tocsin.cluster.TempFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where backups lie: a folder of this machine, which no cluster reaches. The user names it; without that, it goes when this
 * process ends.
 */
public final class Vault {
    /** System property: the folder. */
    public static final String FOLDER = "backups";

    private static final String ENDING = ".backup.json";

    private Vault() {}

    /** Made when first asked for. */
    private static final class OfThisProcess {
        static final Path FOLDER = make();

        private static Path make() {
            try {
                return TempFolder.folder("backups-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Path folder() {
        String named = System.getProperty(FOLDER, "");
        return named.isEmpty() ? OfThisProcess.FOLDER : Path.of(named);
    }

    /** @return the new file */
    public static Path put(SealedBackup backup) {
        try {
            Path file = Files.createDirectories(folder()).resolve(UUID.randomUUID() + ENDING);
            return Files.writeString(file, backup.text());
        } catch (IOException e) {
            throw new UncheckedIOException("the backup cannot be written", e);
        }
    }

    /** The latest of a cluster's namespace; files that are no backup are passed over. */
    public static Optional<SealedBackup> newest(String cluster, String namespace) {
        if (!Files.isDirectory(folder())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .flatMap(file -> read(file).stream())
                    .filter(backup -> backup.cluster().equals(cluster)
                            && backup.namespace().equals(namespace))
                    .max(Comparator.comparing(backup -> java.time.Instant.parse(backup.at())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<SealedBackup> read(Path file) {
        try {
            return Optional.of(SealedBackup.of(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
