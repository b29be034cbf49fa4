package dev.tocsin.respond.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A folder in which a drill asks and people answer: {@code <id>.asked} holds a question, {@code <id>.given} the name of who
 * agrees, and on further lines what they have to say.
 */
public final class Acknowledgements {
    /** System property: another folder. */
    public static final String FOLDER = "tocsin.acknowledgements";

    private static final String ASKED = ".asked";
    private static final String GIVEN = ".given";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration FOREVER = Duration.ofDays(1);
    private static final int SUFFIX = 4;
    private final Path folder;

    private Acknowledgements(Path folder) {
        this.folder = folder;
    }

    /** Those of this project. */
    public static Acknowledgements here() {
        return new Acknowledgements(Path.of(System.getProperty(FOLDER, ".tocsin/acknowledgements")));
    }

    /**
     * @param by who agreed
     * @param note what they had to say; may be empty
     */
    public record Given(String by, String note) {}

    /** @return the id with a few letters more: drills side by side ask the same, and an old answer must not count */
    public String ask(String id, String question) {
        try {
            Files.createDirectories(folder);
            String own = id + "-" + UUID.randomUUID().toString().substring(0, SUFFIX);
            Files.writeString(folder.resolve(own + ASKED), question);
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException("nobody can be asked in " + folder, e);
        }
    }

    /** Waits as long as it takes; who is in a hurry interrupts it. */
    Given await(String id) {
        return await(id, FOREVER).orElseThrow();
    }

    /** @return empty if nobody acknowledged in time */
    public Optional<Given> await(String id, Duration longest) {
        Path file = folder.resolve(id + GIVEN);
        try {
            Awaitility.await("acknowledgement " + id)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(longest.plus(POLL))
                    .until(() -> given(file));
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new Given(
                    lines.get(0).strip(),
                    String.join(" ", lines.subList(1, lines.size())).strip()));
        } catch (ConditionTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws CancellationException if it was given up: Awaitility would go on to the end of its time */
    private static boolean given(Path file) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("nobody acknowledged in time");
        }
        return Files.exists(file) && !Files.readString(file).isBlank();
    }

    /** Takes a question back, answered or not. */
    public void forget(String id) {
        try {
            Files.deleteIfExists(folder.resolve(id + ASKED));
            Files.deleteIfExists(folder.resolve(id + GIVEN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is being asked now, by its id. */
    public SortedMap<String, String> open() {
        SortedMap<String, String> open = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return open;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(ASKED)).toList()) {
                String name = file.getFileName().toString();
                open.put(name.substring(0, name.length() - ASKED.length()), Files.readString(file));
            }
            return open;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param id one of {@link #open} */
    public void give(String id, Given given) {
        try {
            Path whole = Files.writeString(folder.resolve(id + ".tmp"), given.by() + "\n" + given.note() + "\n");
            Files.move(whole, folder.resolve(id + GIVEN), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
