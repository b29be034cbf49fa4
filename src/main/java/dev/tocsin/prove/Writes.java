package dev.tocsin.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.step.Durations;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code writes}: whether anybody still writes to a volume, seen from below: on its node's disk, whatever the API says. */
@AutoService(StepKind.class)
public final class Writes implements StepKind {
    private static final Duration LAST = Duration.ofSeconds(2);
    /** The time of a file's change of state, which no program can set, as it can that of its content. */
    private static final String LOOK = """
            cd "$1" || exit 1
            since=$(date +%s.%N | awk -v last="$2" '{ printf "%.3f", $1 - last }')
            find . -printf '%C@ %p\\n' | awk -v since="$since" '
              { files++ }
              $1 > since { changed++ }
              $1 > newest { newest = $1; path = substr($0, length($1) + 2) }
              END { print files + 0; print changed + 0; print path }'
            awk -v folder="$1" '$4 == folder || index($4, folder "/") == 1 { n++ } END { print n + 0 }' /proc/1/mountinfo
            """;

    @Override
    public String name() {
        return "writes";
    }

    @Override
    public String says(ObjectNode params) {
        return "look whether anybody writes to " + params.path("folder").asText() + " on the node " + node(params);
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    private static String node(ObjectNode params) {
        return params.path("node").asText("server");
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        Duration last = Durations.of(params.path("last"), LAST);
        CommandResult seen = scope.cluster()
                .onNode(
                        node(params),
                        List.of(
                                "timeout",
                                "8",
                                "sh",
                                "-c",
                                LOOK,
                                "look",
                                params.path("folder").asText(),
                                Durations.seconds(last)));
        List<String> lines = seen.stdout().lines().toList();
        if (seen.exitCode() != 0 || lines.size() != 4) {
            throw new IllegalStateException(params.path("folder").asText() + " could not be looked at: "
                    + seen.stderr().strip());
        }
        return Observation.of("changed", Integer.parseInt(lines.get(1)))
                .with("mounted", Integer.parseInt(lines.get(3)))
                .with("files", Integer.parseInt(lines.get(0)))
                .with("newest", lines.get(2));
    }
}
