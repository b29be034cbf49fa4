package dev.tocsin.inject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.PodExec;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Rights;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code datastoreFault}: destroys the files that a cluster's objects are kept in, past the API. */
@AutoService(StepKind.class)
public final class DatastoreFault implements StepKind {
    private static final String DB = "/var/lib/rancher/k3s/server/db";
    /**
     * Of SQLite's file its log goes too, and the log's index: with these, k3s serves on from what it has in memory, for minutes.
     * etcd has its files open: it notices nothing until it ends.
     */
    private static final Map<String, String> HOW = Map.of("truncate", """
            : >state.db && : >state.db-wal && dd if=/dev/zero of=state.db-shm bs=136 count=1 conv=notrunc 2>/dev/null
            [ ! -s state.db ] && [ ! -s state.db-wal ] && echo done
            """, "corrupt", """
            before=$(cksum <state.db)
            for file in state.db state.db-wal; do
              dd if=/dev/urandom of=$file bs=4096 count=$(($(wc -c <$file) / 4096 + 1)) conv=notrunc 2>/dev/null
            done
            dd if=/dev/urandom of=state.db-shm bs=136 count=1 conv=notrunc 2>/dev/null
            [ "$(cksum <state.db)" != "$before" ] && echo done
            """, "lose", """
            [ -d etcd/member ] || { echo 'there is no etcd here' >&2; exit 1; }
            rm -rf etcd/member; [ ! -e etcd/member ] && echo done
            """);

    @Override
    public String name() {
        return "datastoreFault";
    }

    @Override
    public String says(ObjectNode params) {
        return "from " + (params.has("pod") ? "pod " + params.path("pod").asText() : "a shell on the server") + ", "
                + switch (params.path("do").asText()) {
                    case "truncate" -> "cut the datastore's files to nothing";
                    case "corrupt" -> "write noise over the datastore's files";
                    default -> "remove etcd's data";
                };
    }

    @Override
    public List<Fault> check(ObjectNode params) {
        return params.has("root") && !params.has("pod")
                ? List.of(new Fault("/root", "Only a 'pod' has the node's disk under a folder of its own."))
                : List.of();
    }

    @Override
    public List<PolicyRule> proberNeeds(ObjectNode params) {
        return params.has("pod") ? Rights.EXEC : List.of();
    }

    @Override
    public Set<String> touches(ObjectNode params) {
        return Set.of();
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        String script = HOW.get(params.path("do").asText());
        String folder = params.path("root").asText("") + DB;
        List<String> command = List.of("sh", "-c", "cd \"$1\" || exit 1\n" + script, "sh", folder);
        var result = params.has("pod")
                ? PodExec.run(scope.prober(), params.path("pod").asText(), command)
                : scope.cluster().onNode(command);
        return Observation.of("done", result.stdout().strip().endsWith("done"))
                .with("message", result.stderr().strip());
    }
}
