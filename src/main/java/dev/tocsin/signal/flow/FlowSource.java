package dev.tocsin.signal.flow;

import dev.tocsin.cluster.ClusterException;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceException;
import dev.tocsin.signal.Surroundings;
import dev.tocsin.timeline.Times;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The readers of all nodes. They are brought to the nodes while fixtures are being applied; the first {@link #settle()}
 * waits for them.
 */
final class FlowSource implements Source {
    private final Surroundings around;
    private final Addresses addresses;
    private final Attribution attribution;
    private final List<NodeReader> readers;
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "flow reader");
        thread.setDaemon(true);
        return thread;
    });
    private final CompletableFuture<Void> started;

    FlowSource(Surroundings around, Sink sink) {
        this.around = around;
        this.addresses = Addresses.watching(around.admin());
        this.attribution = new Attribution(addresses, sink::event);
        this.readers = around.cluster().nodes().stream()
                .map(node -> new NodeReader(around.cluster(), node, around.clock(), attribution::accept))
                .toList();
        this.started = CompletableFuture.runAsync(
                        () -> around.cluster().loadImage(NodeReader.IMAGE, NodeReader.NAMESPACE), workers)
                .thenCompose(loaded -> all(NodeReader::start));
    }

    @Override
    public void settle() {
        await(started);
        await(all(NodeReader::settle));
        try {
            attribution.settle();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        around.tell("flows are heard on "
                + readers.stream()
                        .map(reader -> reader.node() + " (a test packet shows after " + lag(reader) + ")")
                        .collect(Collectors.joining(", ")));
    }

    private static String lag(NodeReader reader) {
        Duration lag = reader.lag();
        return Times.text(lag);
    }

    private CompletableFuture<Void> all(java.util.function.Consumer<NodeReader> work) {
        return CompletableFuture.allOf(readers.stream()
                .map(reader -> CompletableFuture.runAsync(() -> work.accept(reader), workers))
                .toArray(CompletableFuture[]::new));
    }

    private static void await(CompletableFuture<Void> work) {
        try {
            work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SourceException cause
                    ? cause
                    : new SourceException(
                            "Flows cannot be read: " + e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        started.cancel(false);
        workers.shutdownNow();
        for (NodeReader reader : readers) {
            try {
                reader.close();
            } catch (ClusterException e) {
                // the node is gone, and its reader with it
            }
        }
        attribution.close();
        addresses.close();
    }
}
