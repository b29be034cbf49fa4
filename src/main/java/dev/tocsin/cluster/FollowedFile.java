package dev.tocsin.cluster;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file on a node that is read to its end and on, over rotations, a reader on the node that is killed, an engine that drops
 * the connection, and a node that is restarted: what has arrived here is counted in bytes, and reading goes on from there.
 */
final class FollowedFile implements Closeable {
    private static final String SCRIPT = script();
    private static final char MARK = '\u0001';
    private static final Executor SOON = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
    private final Starter node;
    private final String path;
    private final Consumer<String> line;
    private final Runnable lost;
    private final String reader = "followed-" + UUID.randomUUID();
    private String inode = "0";
    private long offset;
    private @Nullable Closeable reading;
    private boolean closed;

    /** Starts commands on a node. */
    interface Starter {
        /**
         * @param ended told once when nothing more will come, whatever the reason
         * @return ends the command
         * @throws DockerException if it cannot be started, now or ever
         */
        Closeable start(List<String> command, NodeExec.Taker line, Runnable ended);
    }

    /**
     * @param line gets each whole line, on one thread at a time
     * @param lost told when a part of the file had been removed before it could be read
     */
    FollowedFile(Starter node, String path, Consumer<String> line, Runnable lost) {
        this.node = node;
        this.path = path;
        this.line = line;
        this.lost = lost;
        read();
    }

    private synchronized void read() {
        if (closed) {
            return;
        }
        try {
            reading = node.start(
                    List.of("sh", "-c", SCRIPT, "follow", path, reader, inode, String.valueOf(offset)),
                    this::take,
                    this::ended);
        } catch (NotFoundException e) {
            closed = true; // the node is gone
        } catch (DockerException e) {
            ended(); // it is being restarted, or the engine is
        }
    }

    private void ended() {
        SOON.execute(this::read);
    }

    private void take(String text, int length) {
        if (!text.isEmpty() && text.charAt(0) == MARK) {
            String[] words = text.substring(1).split(" ");
            if (words[0].equals("file")) {
                place(words[1], Long.parseLong(words[2]));
            } else {
                lost.run();
            }
            return;
        }
        place(inode, offset + length);
        line.accept(text);
    }

    private synchronized void place(String in, long at) {
        inode = in;
        offset = at;
    }

    @Override
    public void close() throws IOException {
        Closeable last;
        synchronized (this) {
            closed = true;
            last = reading;
        }
        if (last != null) {
            last.close();
            try {
                node.start(
                        List.of("sh", "-c", "rm -f \"$1.$2\"-*", "rm", path, reader), (text, length) -> {}, () -> {});
            } catch (DockerException e) {
                // the node is gone, and the file with it
            }
        }
    }

    private static String script() {
        try (InputStream in = FollowedFile.class.getResourceAsStream("/cluster/follow.sh")) {
            if (in == null) {
                throw new IllegalStateException("cluster/follow.sh is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
