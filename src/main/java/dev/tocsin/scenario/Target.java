package dev.tocsin.scenario;

import dev.tocsin.timeline.Times;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another target than a drill's own, with its reason.
 *
 * @param drill a name or a glob; of a drill with rows, each of them
 * @param objective detect, contain, eradicate, recover, rto
 * @param of only that of this rule or procedure; null: all of them
 * @param within the longest time
 */
public record Target(
        String drill, String objective, @Nullable String of, Duration within, String because) {

    /** Whether it is about a drill of this name. */
    boolean isAbout(String name) {
        return drill.equals(name)
                || FileSystems.getDefault()
                        .getPathMatcher("glob:" + drill)
                        .matches(Path.of(name.replaceAll("\\[.*", "")));
    }

    /** The rules and procedures that it may be about; empty names for objectives without either. */
    List<String> possible(Drill of) {
        return switch (objective) {
            case "detect" -> of.detect().stream().map(Detect::rule).toList();
            case "rto" -> of.rto() == null ? List.of() : List.of("");
            default ->
                responses(of).stream()
                        .map(one -> one.procedure() == null ? "" : one.procedure())
                        .toList();
        };
    }

    private List<Response> responses(Drill of) {
        return switch (objective) {
            case "contain" -> of.contain();
            case "eradicate" -> of.eradicate();
            case "recover" -> of.recover();
            default -> List.of();
        };
    }

    /** The drill with those of the targets that are about it. */
    public static Drill aim(Drill drill, List<Target> targets) {
        Drill aimed = drill;
        for (Target target : targets) {
            aimed = target.isAbout(drill.info().name()) ? target.aimed(aimed) : aimed;
        }
        return aimed;
    }

    private Drill aimed(Drill drill) {
        return drill.aiming(
                drill.detect().stream().map(this::aimed).toList(),
                aimed("contain", drill.contain()),
                aimed("eradicate", drill.eradicate()),
                aimed("recover", drill.recover()),
                aimed(drill.rto()));
    }

    private boolean means(String what, @Nullable String name) {
        return objective.equals(what) && (of == null || of.equals(name));
    }

    private Detect aimed(Detect one) {
        return means("detect", one.rule())
                ? new Detect(one.rule(), one.about(), within, why(one.within()), one.at())
                : one;
    }

    private List<Response> aimed(String what, List<Response> responses) {
        return responses.stream()
                .map(one -> means(what, one.procedure())
                        ? new Response(one.procedure(), one.on(), within, why(one.within()), one.prove(), one.at())
                        : one)
                .toList();
    }

    private @Nullable Rto aimed(@Nullable Rto one) {
        return one != null && means("rto", null) ? new Rto(within, why(one.within()), one.at()) : one;
    }

    private String why(Duration own) {
        return because + " (instead of the drill's own " + Times.target(own) + ")";
    }
}
