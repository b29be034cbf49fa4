package dev.tocsin.cluster;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Boots the cluster of the next drill while one runs. It is a fresh one as any: used by one drill, never handed out again. Until it
 * is taken its nodes get only what others leave of the processors.
 */
public final class ClusterPool<C extends Cluster> implements AutoCloseable {
    private final Function<K3sOptions, C> starter;
    private final Consumer<C> wanted;
    private @Nullable Booting<C> next;

    /** One that is being booted, or has been. */
    private record Booting<C extends Cluster>(K3sOptions options, FutureTask<C> cluster, Thread thread) {
        static <C extends Cluster> Booting<C> of(K3sOptions options, Function<K3sOptions, C> starter) {
            FutureTask<C> cluster = new FutureTask<>(() -> starter.apply(options));
            Thread thread = new Thread(cluster, "tocsin-next-cluster");
            thread.setDaemon(true);
            thread.start();
            return new Booting<>(options, cluster, thread);
        }

        /** It came to nothing, or nobody wants it. */
        void drop() {
            thread.interrupt(); // a start that is interrupted removes what it has made
            try {
                cluster.get().close();
            } catch (ExecutionException | CancellationException e) {
                // it removed itself
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the process ends: Testcontainers removes it
            }
        }
    }

    ClusterPool(Function<K3sOptions, C> starter, Consumer<C> wanted) {
        this.starter = starter;
        this.wanted = wanted;
    }

    public static ClusterPool<K3sCluster> ofK3s() {
        return new ClusterPool<>(K3sCluster::start, K3sCluster::wanted);
    }

    /** Begins to boot a cluster, unless one is there already. */
    public synchronized void boot(K3sOptions options) {
        if (next == null) {
            next = Booting.of(options.ahead(), starter);
        }
    }

    /**
     * A cluster for one drill: the one that was booted if it is such a one, else a new one.
     *
     * @throws ClusterException if it does not come up
     */
    public C take(K3sOptions options) {
        Booting<C> booted = claim();
        if (booted == null) {
            return starter.apply(options);
        }
        if (!booted.options().equals(options.ahead())) {
            booted.drop();
            return starter.apply(options);
        }
        try {
            C cluster = booted.cluster().get();
            wanted.accept(cluster);
            return cluster;
        } catch (InterruptedException e) {
            booted.drop();
            Thread.currentThread().interrupt();
            throw new ClusterException("Interrupted while the cluster came up", "", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e.getCause());
        }
    }

    private synchronized @Nullable Booting<C> claim() {
        Booting<C> booted = next;
        next = null;
        return booted;
    }

    /** Removes what was booted in vain. */
    @Override
    public void close() {
        Booting<C> booted = claim();
        if (booted != null) {
            booted.drop();
        }
    }
}
