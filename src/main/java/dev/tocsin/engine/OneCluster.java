package dev.tocsin.engine;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.scenario.Machines;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The cluster that drills share, one after the other, and what they came to on it. */
final class OneCluster {
    private final Machines machines;
    private final List<Outcome> outcomes = new ArrayList<>();
    private @Nullable Cluster cluster;
    private boolean over;

    /** @param machines such as suffice for each of the drills */
    OneCluster(Machines machines) {
        this.machines = machines;
    }

    /**
     * The first that asks has it started.
     *
     * @throws dev.tocsin.cluster.ClusterException if it does not come up
     */
    synchronized Cluster take(Function<Machines, Cluster> start) {
        if (cluster == null) {
            cluster = start.apply(machines);
        }
        return cluster;
    }

    synchronized void ran(Outcome outcome) {
        outcomes.add(outcome);
    }

    /** Why no other drill may follow on it; empty if one may. What a drill could not tell of it, the next cannot either. */
    synchronized String broken() {
        return outcomes.stream()
                .filter(one -> one.verdict() == Verdict.INCONCLUSIVE)
                .findFirst()
                .map(one -> "'" + one.drill().name() + "' before it on the same cluster was inconclusive")
                .orElse("");
    }

    /**
     * Removes it, unless it is kept. The second time nothing happens.
     *
     * @return what came of the drills, in order; empty the second time
     */
    synchronized List<Outcome> end(BiPredicate<Cluster, Verdict> keep) {
        if (over) {
            return List.of();
        }
        over = true;
        Verdict worst = Verdict.worst(outcomes.stream().map(Outcome::verdict).toList());
        if (cluster != null && !keep.test(cluster, worst)) {
            cluster.close();
        }
        return List.copyOf(outcomes);
    }
}
