package dev.tocsin.respond.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.cluster.Archive;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.respond.support.Changes;
import dev.tocsin.step.Action;
import dev.tocsin.step.Responding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code restore-database}: PostgreSQL's base backup and all of its WAL go to the volume of its pod, and it replays them when it
 * starts. Where data is left, nothing is done: it may be newer.
 */
@AutoService(Action.class)
public final class RestoreDatabase implements Action {
    /** What the receiver was still writing becomes a whole segment; the settings end what only an archive makes sense for. */
    private static final String ASSEMBLE = """
            set -e
            [ -e "$1/base/PG_VERSION" ] || { echo 'there is no base backup' >&2; exit 1; }
            rm -rf "$1/restore" && mkdir -p "$1/restore" && cp -a "$1/base" "$1/restore/data" && cp -a "$1/wal" "$1/restore/wal"
            cd "$1/restore"
            for part in wal/*.partial; do [ ! -e "$part" ] || mv "$part" "${part%.partial}"; done
            touch data/recovery.signal
            printf "%s\\n" "restore_command = 'cp $2/wal/%f %p'" "synchronous_standby_names = ''" >>data/postgresql.conf
            ls wal | wc -l
            """;

    private static final String EMPTY = "[ -z \"$(ls -A \"$1/data\" 2>/dev/null)\" ] && mkdir -p \"$1\"";
    private static final String OWNED = "chown -R \"$2\" \"$1\" && chmod 700 \"$1/data\"";

    @Override
    public String name() {
        return "restore-database";
    }

    @Override
    public List<PolicyRule> needs(ObjectNode params) {
        return List.of(); // it goes to the node's disk before a pod can have it
    }

    @Override
    public List<String> kubectl(ObjectNode params) {
        String folder = params.path("folder").asText();
        return List.of(
                "cp -a base data; mv wal/*.partial to the name without it   # on the machine with the archive",
                "touch data/recovery.signal; echo \"restore_command = 'cp " + mounted(params)
                        + "/wal/%f %p'\" >>data/postgresql.conf",
                "echo \"synchronous_standby_names = ''\" >>data/postgresql.conf   # else nothing is acknowledged",
                "scp -r data wal " + node(params) + ":" + folder + "   # only if there is no data",
                "chown -R " + owner(params) + " " + folder + "   # on node " + node(params));
    }

    private static String node(ObjectNode params) {
        return params.path("node").asText("server");
    }

    private static String mounted(ObjectNode params) {
        return params.path("mounted").asText();
    }

    private static String owner(ObjectNode params) {
        return params.path("owner").asText("65534:65534");
    }

    @Override
    public String target(ObjectNode params) {
        return "folder " + params.path("folder").asText() + " of node " + node(params);
    }

    @Override
    public boolean needsMachines(ObjectNode params) {
        return true;
    }

    @Override
    public Done run(ObjectNode params, Responding with) {
        Cluster cluster = with.cluster();
        String node = node(params);
        String folder = params.path("folder").asText();
        if (cluster.onNode(node, shell(EMPTY, folder)).exitCode() != 0) {
            return new Done("there is data in " + folder + " of node " + node + ": nothing was put over it");
        }
        CommandResult made = cluster.archive().script(ASSEMBLE, List.of(Archive.LEDGER, mounted(params)));
        if (made.exitCode() != 0) {
            throw new IllegalStateException(
                    "there is nothing to restore from: " + made.stderr().strip());
        }
        // The data last: a pod that starts in between finds nothing, or all of it.
        cluster.fromArchive(Archive.LEDGER + "/restore/wal", node, folder);
        cluster.fromArchive(Archive.LEDGER + "/restore/data", node, folder);
        CommandResult owned = cluster.onNode(node, shell(OWNED, folder, owner(params)));
        if (owned.exitCode() != 0) {
            throw new IllegalStateException(
                    "the data is there and not its user's: " + owned.stderr().strip());
        }
        return new Changes()
                .put("segments", made.stdout().strip())
                .residual("what is written from now on is not archived, until a new base backup is made")
                .residual("rows that were acknowledged without waiting for the archive may be missing: count them")
                .done("put base backup and WAL of the database into " + folder + " of node " + node);
    }

    private static List<String> shell(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("timeout", "20", "sh", "-c", script, "restore"));
        command.addAll(List.of(arguments));
        return command;
    }
}
