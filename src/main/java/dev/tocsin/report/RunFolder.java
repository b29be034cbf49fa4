package dev.tocsin.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** {@code reports/<run id>/}, and {@code reports/latest} pointing at the newest. */
record RunFolder(Path path) {
    /** Maven gives the time at which it started; without it, now. */
    private static final String RUN = "tocsin.run";

    static RunFolder create(Path reports) throws IOException {
        String id = System.getProperty(RUN, "");
        if (id.isBlank()) {
            id = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                    .withZone(ZoneOffset.UTC)
                    .format(Instant.now());
        }
        Path folder = reports.resolve(id);
        for (int twin = 2; Files.exists(folder); twin++) {
            folder = reports.resolve(id + "-" + twin);
        }
        return new RunFolder(Files.createDirectories(folder));
    }

    Path allureResults() {
        return path.resolve("allure-results");
    }

    Path html() {
        return path.resolve("report.html");
    }

    /** Points {@code latest} at this folder, in one step. */
    void becomeLatest() throws IOException {
        Path link = path.resolveSibling("latest");
        Path next = path.resolveSibling(".latest-" + path.getFileName());
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, path.getFileName());
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
