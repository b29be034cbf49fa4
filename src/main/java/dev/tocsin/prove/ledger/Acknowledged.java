package dev.tocsin.prove.ledger;

import dev.tocsin.cluster.TempFolder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that were acknowledged, with their numbers and times, in a file outside the cluster: each is on the disk before the
 * next one is asked for, so that a killed drill leaves a true account.
 */
final class Acknowledged implements Closeable {
    private final Path file;
    private final FileChannel out;
    private final List<Row> rows = new ArrayList<>();

    /**
     * A row of which the database said that it has it.
     *
     * @param when when that was heard
     */
    record Row(long number, Instant when) {
        @Override
        public String toString() {
            return number + "\t" + when + "\n";
        }
    }

    Acknowledged() {
        try {
            file = TempFolder.file("rows-", ".tsv");
            out = FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("Rows cannot be noted", e);
        }
    }

    synchronized void add(Row row) {
        try {
            ByteBuffer line = ByteBuffer.wrap(row.toString().getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                out.write(line);
            }
            out.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("A row was acknowledged and cannot be noted", e);
        }
        rows.add(row);
    }

    /** In the order in which they were acknowledged. */
    synchronized List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The account is in the drill's evidence by now. */
    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }
}
