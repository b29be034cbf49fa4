package dev.tocsin.drill;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.respond.RespondBy;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Result;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a drill is run with, beside what its files say. Proofing exchanges one of them to see whether the drill notices.
 *
 * @param responder who acts on alerts
 * @param rights what the responder's account is given of the rights that its procedures need
 * @param sight the cluster as sources see it, by the phase that is running
 * @param watch how long it watches for what has a target
 * @param enough whether nothing more need be known than these results; the drill then ends early, its sources checked as ever
 */
public record Parts(
        RespondBy responder,
        UnaryOperator<List<PolicyRule>> rights,
        BiFunction<Cluster, Supplier<Phase>, Cluster> sight,
        Watch watch,
        Predicate<List<Result>> enough) {

    /** All whole. */
    public static Parts whole(RespondBy responder) {
        return new Parts(
                responder, rights -> rights, (cluster, phase) -> cluster, Watch.FOR_THE_LATE, results -> false);
    }

    public Parts responding(RespondBy other) {
        return new Parts(other, rights, sight, watch, enough);
    }

    public Parts entitled(UnaryOperator<List<PolicyRule>> other) {
        return new Parts(responder, other, sight, watch, enough);
    }

    public Parts seeing(BiFunction<Cluster, Supplier<Phase>, Cluster> other) {
        return new Parts(responder, rights, other, watch, enough);
    }

    public Parts watching(Watch other, Predicate<List<Result>> until) {
        return new Parts(responder, rights, sight, other, until);
    }
}
