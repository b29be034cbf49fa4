package dev.tocsin.respond;

import dev.tocsin.cluster.TempFolder;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A team's own program, once for each alert: the alert as JSON on its standard input, the responder's account in
 * {@code KUBECONFIG}, and a minute's time. What it prints is kept.
 */
final class CommandResponder implements Responder {
    private static final int LONGEST_SECONDS = 60;
    private final Path program;
    private final Journal journal;
    private final Path folder;
    private final ExecutorService workers = Workers.start();

    CommandResponder(Path program, RespondBy.Post post) {
        this.program = program;
        this.journal = post.journal();
        try {
            folder = TempFolder.folder("responder-");
            Files.writeString(kubeconfig(), Kubeconfig.of(post.account()));
        } catch (IOException e) {
            throw new IllegalStateException("The responder's access could not be written: " + e.getMessage(), e);
        }
    }

    private Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    @Override
    public void accept(Alert alert) {
        if (!workers.isShutdown()) {
            workers.execute(() -> answer(alert));
        }
    }

    private void answer(Alert alert) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("alert", alert.rule());
        Path output = folder.resolve("output-" + Thread.currentThread().getId() + "-" + System.nanoTime());
        String how;
        try {
            how = run(alert, output);
            journal.keep(
                    "what " + program.getFileName() + " said to " + alert.rule(),
                    "text/plain",
                    Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            how = "failed: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            how = "was ended with the drill";
        }
        journal.note(Actor.RESPONDER, program.getFileName() + " " + how, details);
    }

    private String run(Alert alert, Path output) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(program.toString()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("KUBECONFIG", kubeconfig().toString());
        journal.note(Actor.RESPONDER, program.getFileName() + " gets the alert " + alert.rule());
        Process process = builder.start();
        try {
            try (var in = process.getOutputStream()) {
                in.write((AlertJson.of(alert) + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // it does not read: that is its own affair
            }
            return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)
                    ? "ended with " + process.exitValue()
                    : "was ended: it took more than " + LONGEST_SECONDS + " s";
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        Workers.end(workers);
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            journal.note(Actor.DRILL, "the responder's folder " + folder + " could not be removed: " + e.getMessage());
        }
    }
}
