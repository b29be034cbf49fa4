package dev.tocsin.cluster.existing;

import dev.tocsin.cluster.Waits;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** That a cluster has one drill at a time. Who is killed holds it for {@link #LONGEST} more. */
final class DrillLease implements AutoCloseable {
    static final String NAME = "drill";
    static final Duration LONGEST = Duration.ofSeconds(15);
    private static final long LONGEST_TAKING_SECONDS = 5;
    private static final Duration LONGEST_GIVING = Duration.ofSeconds(10);
    private static final Duration GONE = Duration.ofMillis(200);
    private final KubernetesClient client;
    private final String holder;
    private final CompletableFuture<?> elected;
    private volatile boolean given;

    private DrillLease(KubernetesClient client, String holder, CompletableFuture<Boolean> mine, Runnable lost) {
        this.client = client;
        this.holder = holder;
        elected = client.leaderElector()
                .withConfig(new LeaderElectionConfigBuilder()
                        .withName(NAME)
                        .withLock(new LeaseLock(OptIn.NAMESPACE, NAME, holder))
                        .withLeaseDuration(LONGEST)
                        .withRenewDeadline(Duration.ofSeconds(10))
                        .withRetryPeriod(Duration.ofSeconds(2))
                        .withReleaseOnCancel(false)
                        .withLeaderCallbacks(new LeaderCallbacks(
                                () -> mine.complete(true),
                                () -> {
                                    if (!given) {
                                        lost.run();
                                    }
                                },
                                other -> {}))
                        .build())
                .build()
                .start();
    }

    /**
     * @param holder who takes it, for those who come after
     * @param lost told if it is lost, because the API could not be reached for longer than it lasts
     * @throws Refused if another has it
     */
    static DrillLease take(KubernetesClient client, String holder, Runnable lost) {
        holder(client).ifPresent(other -> {
            throw taken(other);
        });
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        DrillLease lease = new DrillLease(client, holder, mine, lost);
        try {
            mine.get(LONGEST_TAKING_SECONDS, TimeUnit.SECONDS);
            return lease;
        } catch (TimeoutException | ExecutionException e) {
            lease.close();
            throw taken(holder(client).orElse("another"));
        } catch (InterruptedException e) {
            lease.close();
            Thread.currentThread().interrupt();
            throw new Refused("Interrupted while the lease was taken");
        }
    }

    private static Refused taken(String other) {
        return new Refused("A drill of " + other + " runs in this cluster: Lease " + OptIn.NAMESPACE + "/" + NAME
                + ". Run yours when it has ended.");
    }

    /** Who has it now. */
    static Optional<String> holder(KubernetesClient client) {
        Lease lease =
                client.leases().inNamespace(OptIn.NAMESPACE).withName(NAME).get();
        return Optional.ofNullable(lease).map(Lease::getSpec).map(DrillLease::holder);
    }

    private static @Nullable String holder(LeaseSpec spec) {
        String holder = spec.getHolderIdentity();
        boolean over = spec.getRenewTime() == null
                || spec.getRenewTime().toInstant().plus(LONGEST).isBefore(Instant.now());
        return holder == null || holder.isEmpty() || over ? null : holder;
    }

    @Override
    public void close() {
        given = true;
        elected.cancel(true);
        remove(client, holder);
    }

    /** Of one that was killed, when it has run out. */
    static void remove(KubernetesClient client) {
        remove(client, "");
    }

    /** Whoever renews it just now may make it again: so it must be gone for a moment. */
    private static void remove(KubernetesClient client, String mine) {
        try {
            Waits.until("the lease is given back", Duration.ofMillis(50), LONGEST_GIVING)
                    .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                    .during(GONE)
                    .until(() -> isGone(client, mine));
        } catch (ConditionTimeoutException e) {
            // it runs out by itself
        }
    }

    private static boolean isGone(KubernetesClient client, String mine) {
        Lease lease =
                client.leases().inNamespace(OptIn.NAMESPACE).withName(NAME).get();
        String now = lease == null ? null : holder(lease.getSpec());
        if (lease == null || now != null && !now.equals(mine)) {
            return true; // another has it by then
        }
        client.resource(lease)
                .lockResourceVersion(lease.getMetadata().getResourceVersion())
                .delete();
        return false;
    }
}
