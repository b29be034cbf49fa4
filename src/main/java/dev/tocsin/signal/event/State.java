package dev.tocsin.signal.event;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an object says of itself.
 *
 * @param type the condition's: {@code Ready}; of a container that ended {@code ContainerTerminated}
 * @param container its name; empty for conditions
 * @param status {@code True}, {@code False} or {@code Unknown}; of a container its exit code
 * @param reason a word: {@code OOMKilled}
 * @param time when it came to be so, as it was written
 */
record State(
        String type,
        String container,
        String status,
        String reason,
        String message,
        @Nullable String time) {

    /** All that an object says; none for kinds that say nothing. */
    static List<State> of(HasMetadata object) {
        List<State> states = new ArrayList<>();
        if (object instanceof Pod pod && pod.getStatus() != null) {
            pod.getStatus()
                    .getConditions()
                    .forEach(one -> states.add(condition(
                            one.getType(),
                            one.getStatus(),
                            one.getReason(),
                            one.getMessage(),
                            one.getLastTransitionTime())));
            pod.getStatus().getContainerStatuses().forEach(one -> {
                for (var state :
                        new io.fabric8.kubernetes.api.model.ContainerState[] {one.getLastState(), one.getState()}) {
                    if (state != null && state.getTerminated() != null) {
                        states.add(new State(
                                "ContainerTerminated",
                                one.getName(),
                                String.valueOf(state.getTerminated().getExitCode()),
                                text(state.getTerminated().getReason()),
                                text(state.getTerminated().getMessage()),
                                state.getTerminated().getFinishedAt()));
                    }
                }
            });
        } else if (object instanceof Node node && node.getStatus() != null) {
            node.getStatus()
                    .getConditions()
                    .forEach(one -> states.add(condition(
                            one.getType(),
                            one.getStatus(),
                            one.getReason(),
                            one.getMessage(),
                            one.getLastTransitionTime())));
        } else if (object instanceof Deployment deployment && deployment.getStatus() != null) {
            deployment
                    .getStatus()
                    .getConditions()
                    .forEach(one -> states.add(condition(
                            one.getType(),
                            one.getStatus(),
                            one.getReason(),
                            one.getMessage(),
                            one.getLastTransitionTime())));
        }
        return states;
    }

    private static State condition(String type, String status, String reason, String message, String time) {
        return new State(type, "", text(status), text(reason), text(message), time);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** A heartbeat, or another wording, is no change. */
    boolean sameAs(State other) {
        return type.equals(other.type)
                && container.equals(other.container)
                && status.equals(other.status)
                && reason.equals(other.reason)
                && (container.isEmpty() || String.valueOf(time).equals(String.valueOf(other.time)));
    }
}
