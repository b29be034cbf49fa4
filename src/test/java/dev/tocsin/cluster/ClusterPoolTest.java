package dev.tocsin.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClusterPoolTest {
    private static final K3sOptions PLAIN = K3sOptions.defaults();
    private static final K3sOptions WITH_AGENT = PLAIN.withAgents(1);

    private final List<K3sOptions> started = Collections.synchronizedList(new ArrayList<>());
    private final List<Cluster> wanted = new ArrayList<>();
    private final List<Object> closed = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch mayStart = new CountDownLatch(1);
    private final ClusterPool<Cluster> pool = new ClusterPool<>(this::start, wanted::add);

    private Cluster start(K3sOptions options) {
        started.add(options);
        if (options.yielding()) {
            try {
                mayStart.await();
            } catch (InterruptedException e) {
                closed.add("half made");
                throw new ClusterException("interrupted", "", e);
            }
        }
        return cluster();
    }

    private Cluster cluster() {
        return (Cluster) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Cluster.class}, (self, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        closed.add(System.identityHashCode(self));
                    }
                    return method.getName().equals("equals") ? self == arguments[0] : 0;
                });
    }

    @Test
    void whatWasBootedIsTakenAndGetsItsShare() {
        mayStart.countDown();
        pool.boot(WITH_AGENT);
        pool.boot(WITH_AGENT);
        Cluster taken = pool.take(WITH_AGENT);
        assertThat(started).singleElement().satisfies(options -> {
            assertThat(options.yielding()).isTrue();
            assertThat(options.agents()).isEqualTo(1);
        });
        assertThat(wanted).hasSize(1);
        assertThat(wanted.get(0) == taken).isTrue();
        pool.close();
        assertThat(closed).isEmpty();
    }

    @Test
    void withoutOneANewOneIsStartedAtFullSpeed() {
        pool.take(PLAIN);
        assertThat(started).containsExactly(PLAIN);
        assertThat(wanted).isEmpty();
    }

    @Test
    void oneOfAnotherKindIsRemoved() {
        mayStart.countDown();
        pool.boot(WITH_AGENT);
        pool.take(PLAIN);
        assertThat(closed).hasSize(1);
        assertThat(started).contains(PLAIN);
        assertThat(wanted).isEmpty();
    }

    @Test
    @Timeout(10)
    void oneThatIsNotTakenIsRemovedEvenWhileItBoots() {
        pool.boot(PLAIN);
        while (started.isEmpty()) {
            Thread.onSpinWait();
        }
        pool.close();
        assertThat(closed).containsExactly("half made");
    }

    @Test
    void whoeverWaitsForOneAndIsInterruptedLeavesNone() throws Exception {
        pool.boot(PLAIN);
        CountDownLatch ended = new CountDownLatch(1);
        List<RuntimeException> why = new ArrayList<>();
        Thread drill = new Thread(() -> {
            try {
                pool.take(PLAIN);
            } catch (ClusterException e) {
                why.add(e);
            }
            ended.countDown();
        });
        drill.start();
        while (started.isEmpty()) {
            Thread.onSpinWait();
        }
        drill.interrupt();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(why).hasSize(1);
        assertThat(closed).containsExactly("half made");
    }

    @Test
    void thatItDidNotComeUpIsToldToWhoWantsIt() {
        ClusterPool<Cluster> broken = new ClusterPool<>(
                options -> {
                    throw new ClusterException("The cluster did not come up: no engine", "", null);
                },
                wanted::add);
        broken.boot(PLAIN);
        assertThatThrownBy(() -> broken.take(PLAIN))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("no engine");
    }
}
