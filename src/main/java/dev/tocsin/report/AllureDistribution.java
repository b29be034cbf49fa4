package dev.tocsin.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Allure's command line, unpacked on first use from the archive that Maven fetched. */
final class AllureDistribution {
    private static final String ZIP = "tocsin.allure.zip";
    private static final Path HOME = Path.of(".tocsin", "allure");

    private AllureDistribution() {}

    /** The folder of its jars. */
    static Path lib() throws IOException {
        Path zip = Path.of(System.getProperty(ZIP, ""));
        if (!Files.isRegularFile(zip)) {
            throw new IOException("the system property " + ZIP + " does not name Allure's archive; Maven sets it");
        }
        Path home = HOME.resolve(zip.getFileName().toString().replaceAll("\\.zip$", ""));
        if (!Files.isDirectory(home)) {
            Files.createDirectories(HOME);
            Path half = Files.createTempDirectory(HOME, "unpacking-");
            unpack(zip, half);
            try {
                Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.isDirectory(home)) { // else another run was faster
                    throw e;
                }
            }
        }
        return home.resolve("lib");
    }

    private static void unpack(Path zip, Path to) throws IOException {
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream in = new ZipInputStream(file)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName().replaceFirst("^[^/]+/", "");
                Path target = to.resolve(name).normalize();
                if (!target.startsWith(to)) {
                    throw new IOException("the archive names a file outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(in, target);
                }
            }
        }
    }
}
