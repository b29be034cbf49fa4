package dev.tocsin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.DockerException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader that runs on nodes, run here. */
class FollowedFileTest {
    @TempDir
    private Path folder;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();
    private Path file;
    private FollowedFile followed;
    private int written;
    private int rotated;
    private volatile boolean down;

    @BeforeEach
    void follow() {
        file = folder.resolve("audit.log");
        followed = new FollowedFile(this::start, file.toString(), lines::add, lost::incrementAndGet);
    }

    @AfterEach
    void close() throws IOException {
        followed.close();
        processes.forEach(Process::destroyForcibly);
    }

    private Closeable start(List<String> command, NodeExec.Taker line, Runnable ended) {
        if (down) {
            throw new DockerException("the node is down", 409);
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            processes.add(process);
            Thread thread = new Thread(() -> {
                LineSplitter splitter = new LineSplitter(line);
                byte[] buffer = new byte[1000];
                try (InputStream in = process.getInputStream()) {
                    for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                        splitter.accept(java.util.Arrays.copyOf(buffer, n));
                    }
                } catch (IOException e) {
                    // killed
                }
                ended.run();
            });
            thread.setDaemon(true);
            thread.start();
            return process::destroy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(int count) throws IOException {
        List<String> more = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            more.add("line " + ++written);
        }
        Files.write(file, more, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** As the API server does it. */
    private Path rotate() throws IOException {
        Path to = folder.resolve("audit-2026-11-24T12-00-%06d.log".formatted(rotated++));
        return Files.move(file, to);
    }

    private void kill() {
        Process last = processes.get(processes.size() - 1);
        last.descendants().forEach(ProcessHandle::destroyForcibly);
        last.destroyForcibly();
    }

    private void killWhatWatches() {
        processes.get(processes.size() - 1).descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private void killWhatPrints() {
        processes.get(processes.size() - 1).destroyForcibly();
    }

    private void allIsThereOnce() {
        Awaitility.await("all lines")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> lines.size() >= written);
        assertThat(lines)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, written)
                        .mapToObj(i -> "line " + i)
                        .toList());
    }

    @Test
    void linesComeAsTheyAreWritten() throws Exception {
        write(3);
        allIsThereOnce();
        write(2);
        allIsThereOnce();
        assertThat(lost).hasValue(0);
    }

    @Test
    void severalRotationsBetweenTwoLooksLoseNothing() throws Exception {
        write(3);
        allIsThereOnce();
        for (int i = 0; i < 5; i++) {
            write(2);
            rotate();
        }
        write(1);
        allIsThereOnce();
        assertThat(lost).hasValue(0);
    }

    @Test
    void whoeverIsKilledGoesOnWhereItStopped() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 30; i++) {
            write(1 + random.nextInt(2000));
            switch (random.nextInt(6)) {
                case 0 -> kill();
                case 4 -> killWhatWatches();
                case 5 -> killWhatPrints();
                case 1 -> rotate();
                case 2 -> {
                    rotate();
                    write(3);
                    kill();
                    rotate();
                }
                default -> write(1);
            }
        }
        write(1);
        allIsThereOnce();
        assertThat(lost).hasValue(0);
    }

    @Test
    void aRotatedFileThatIsRemovedBeforeItWasReadIsReadAllTheSame() throws Exception {
        write(3);
        allIsThereOnce();
        down = true;
        kill();
        write(3);
        Files.delete(rotate());
        write(3);
        rotate();
        write(3);
        down = false;
        allIsThereOnce();
        assertThat(lost).hasValue(0);
    }

    @Test
    void whatIsGoneForGoodIsSaid() throws Exception {
        write(3);
        allIsThereOnce();
        down = true;
        kill();
        write(3);
        Path gone = rotate();
        // As long as it is open its inode is nobody else's: the next file would be taken for it.
        try (InputStream open = Files.newInputStream(gone)) {
            Files.delete(gone);
            for (Path one : held()) {
                Files.delete(one);
            }
            write(3);
            rotate();
            write(3);
            down = false;
            allButWhatIsGone();
            assertThat(open.read()).isPositive();
        }
        assertThat(lost).hasValue(1);
    }

    private void allButWhatIsGone() {
        Awaitility.await("the rest").atMost(Duration.ofSeconds(10)).until(() -> lines.contains("line 12"));
        assertThat(lines)
                .containsExactly(
                        "line 1", "line 2", "line 3", "line 7", "line 8", "line 9", "line 10", "line 11", "line 12");
    }

    private List<Path> held() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(one -> one.getFileName().toString().contains("followed-"))
                    .toList();
        }
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        write(1);
        rotate();
        write(1);
        allIsThereOnce();
        followed.close();
        Awaitility.await("its end").until(() -> processes.stream().noneMatch(Process::isAlive) && held().isEmpty());
    }
}
