package dev.tocsin.signal.flow;

import dev.tocsin.cluster.ClusterException;
import dev.tocsin.signal.Background;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.Surroundings;
import dev.tocsin.timeline.Times;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The readers of all nodes. They are brought to the nodes while fixtures are being applied; the first {@link #settle()}
 * waits for them.
 */
final class FlowSource implements Source {
    private static final String FAILURE = "Flows cannot be read";
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
        Background.await(started, FAILURE);
        Background.await(all(NodeReader::settle), FAILURE);
        try {
            attribution.settle();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
        around.tell("flows are heard on "
                + readers.stream()
                        .map(reader -> reader.node() + " (a test packet shows after " + Times.text(reader.lag()) + ")")
                        .collect(Collectors.joining(", ")));
    }

    private CompletableFuture<Void> all(java.util.function.Consumer<NodeReader> work) {
        return CompletableFuture.allOf(readers.stream()
                .map(reader -> CompletableFuture.runAsync(() -> work.accept(reader), workers))
                .toArray(CompletableFuture[]::new));
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
