package dev.tocsin.engine;

import dev.tocsin.timeline.SecretSearch;
import dev.tocsin.timeline.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** At a run's end, looks for everything that its drills captured in everything that it wrote: files, and the terminal. */
final class LeakCheck {
    private static final int MOST = 20;
    private final List<Path> folders;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out;
    private final List<Secrets> secrets = new ArrayList<>();

    /**
     * @param folder the run's own
     * @param history what it hands on to the next
     * @param terminal where it speaks
     */
    LeakCheck(Path folder, Path history, PrintStream terminal) {
        this.folders = List.of(folder, history);
        this.out = new PrintStream(new Heard(terminal, said), true);
    }

    /** The terminal, listened to. */
    PrintStream out() {
        return out;
    }

    synchronized void add(Secrets ofDrill) {
        secrets.add(ofDrill);
    }

    /** @throws IllegalStateException that names each secret and where it is, not what it is */
    synchronized void check() {
        SecretSearch search = new SecretSearch(secrets);
        List<String> found = new ArrayList<>();
        search.in(said.toByteArray()).forEach(name -> found.add(name + " on the terminal"));
        for (Path file : files()) {
            try {
                search.in(Files.readAllBytes(file)).forEach(name -> found.add(name + " in " + file));
            } catch (IOException e) {
                throw new UncheckedIOException("What was written could not be searched for secrets", e);
            }
        }
        if (!found.isEmpty()) {
            throw new IllegalStateException("What drills captured was written down: "
                    + String.join(", ", found.subList(0, Math.min(MOST, found.size())))
                    + (found.size() > MOST ? " and " + (found.size() - MOST) + " more" : "")
                    + ". Remove these files. What is no secret is named under 'public' beside its capture, or belongs into a"
                    + " ConfigMap instead of a fixture's Secret.");
        }
    }

    private List<Path> files() {
        List<Path> all = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(Files::isRegularFile).forEach(all::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return all;
    }

    /** Writes to both. */
    private static final class Heard extends OutputStream {
        private final OutputStream terminal;
        private final OutputStream copy;

        private Heard(OutputStream terminal, OutputStream copy) {
            this.terminal = terminal;
            this.copy = copy;
        }

        @Override
        public void write(int one) throws IOException {
            terminal.write(one);
            copy.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            terminal.write(bytes, from, length);
            copy.write(bytes, from, length);
        }

        @Override
        public void flush() throws IOException {
            terminal.flush();
        }
    }
}
