package dev.tocsin.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a byte stream into lines; a line may come in several pieces, and a piece may hold several lines. */
final class LineSplitter {
    private final Consumer<String> line;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    LineSplitter(Consumer<String> line) {
        this.line = line;
    }

    void accept(byte[] bytes) {
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                pending.write(bytes, from, i - from);
                line.accept(pending.toString(StandardCharsets.UTF_8));
                pending.reset();
                from = i + 1;
            }
        }
        pending.write(bytes, from, bytes.length - from);
    }
}
