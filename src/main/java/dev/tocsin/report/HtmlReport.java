package dev.tocsin.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Makes Allure's single-file HTML in a JVM of its own, and carries the history from run to run. */
final class HtmlReport {
    private static final int LONGEST_SECONDS = 120;
    private static final Pattern ANALYTICS = Pattern.compile(
            "<script[^>]*googletagmanager[^>]*></script>|<script>(?:(?!</script>)[\\s\\S]){0,2000}gtag\\((?:(?!</script>)[\\s\\S]){0,2000}</script>");

    private HtmlReport() {}

    /** @param history where the last run's history is kept */
    static void generate(RunFolder folder, Path history) throws IOException {
        Path lib = AllureDistribution.lib();
        copy(history, folder.allureResults().resolve("history"));
        Path full = folder.path().resolve("allure");
        // Only the many-file form writes the history that the next run continues; the single file is what people open.
        run(lib, folder, List.of("-o", full.toString()));
        copy(full.resolve("history"), history);
        delete(full);
        Path single = folder.path().resolve("single");
        run(lib, folder, List.of("--single-file", "-o", single.toString()));
        // Allure counts its readers through a third party. An auditor's page asks nobody for anything.
        String page = Files.readString(single.resolve("index.html"));
        Files.writeString(folder.html(), ANALYTICS.matcher(page).replaceAll(""));
        delete(single);
    }

    private static void run(Path lib, RunFolder folder, List<String> options) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                lib + java.io.File.pathSeparator + lib + "/*",
                "io.qameta.allure.CommandLine",
                "generate",
                "--clean"));
        command.addAll(options);
        command.add(folder.allureResults().toString());
        Path log = folder.path().resolve("allure.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("ALLURE_NO_ANALYTICS", "1");
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("Allure did not end within " + LONGEST_SECONDS + " s; see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("Allure ended with " + process.exitValue() + "; see " + log);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
