package dev.tocsin.prove;

import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.step.Rights;
import dev.tocsin.step.Scope;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;

/** From where a client asks: a pod, or the machine beside the cluster, which goes on when the cluster does not. */
final class Place {
    private static final String OUTSIDE = "outside";

    private Place() {}

    static boolean isOutside(String place) {
        return place.equals(OUTSIDE);
    }

    static List<PolicyRule> proberNeeds(String place) {
        return isOutside(place) ? List.of() : Rights.EXEC;
    }

    static String says(String place) {
        return isOutside(place) ? "from outside the cluster" : "from pod " + place;
    }

    /** @param input lines for the command's standard input */
    static CommandResult run(Scope scope, String place, List<String> command, List<String> input) {
        return isOutside(place) ? scope.cluster().archive().run(command, input) : scope.inPod(place, command, input);
    }
}
