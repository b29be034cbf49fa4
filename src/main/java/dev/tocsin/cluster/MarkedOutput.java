package dev.tocsin.cluster;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a shell writes, cut where it says that a command has ended. */
final class MarkedOutput extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Pattern end = Pattern.compile("");
    private CompletableFuture<Said> said = new CompletableFuture<>();

    /** @param text what the command wrote before the mark */
    record Said(String text, int exitCode) {}

    /** What comes from now on up to a mark, which a blank, the exit code and the line's end follow. */
    synchronized CompletableFuture<Said> until(String mark) {
        bytes.reset();
        end = Pattern.compile(Pattern.quote(mark) + " ([0-9]+)\n");
        said = new CompletableFuture<>();
        return said;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] more, int from, int length) {
        bytes.write(more, from, length);
        String text = bytes.toString(StandardCharsets.UTF_8);
        Matcher ended = end.matcher(text);
        if (ended.find()) {
            said.complete(new Said(text.substring(0, ended.start()), Integer.parseInt(ended.group(1))));
        }
    }
}
