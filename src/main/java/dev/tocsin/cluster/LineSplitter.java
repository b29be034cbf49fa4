package dev.tocsin.cluster;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a byte stream into lines; a line may come in several pieces, and a piece may hold several lines. */
public final class LineSplitter {
    private final NodeExec.Taker line;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    LineSplitter(NodeExec.Taker line) {
        this.line = line;
    }

    /** @param line gets each whole line without its end */
    public LineSplitter(Consumer<String> line) {
        this((text, bytes) -> line.accept(text));
    }

    public void accept(byte[] bytes) {
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                pending.write(bytes, from, i - from);
                line.take(pending.toString(StandardCharsets.UTF_8), pending.size() + 1);
                pending.reset();
                from = i + 1;
            }
        }
        pending.write(bytes, from, bytes.length - from);
    }
}
