package dev.tocsin.prove.ledger;

import dev.tocsin.cluster.Archive;
import dev.tocsin.cluster.Cluster.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How PostgreSQL is reached from the machine beside the cluster.
 *
 * @param host a node's name
 * @param port a NodePort
 * @param user whose password that machine has in its password file
 */
public record Database(Archive machine, String host, int port, String name, String user) {
    private static final String PASSWORDS = Archive.FOLDER + "/.pgpass";
    private static final String REMEMBER = """
            IFS= read -r password || exit 125
            umask 077 && printf '%s:%s\\n' "$1" "$(printf %s "$password" | base64 -d | sed 's/[\\\\:]/\\\\&/g')" >>"$2"
            """;

    /** Gives that machine the password, by its standard input. */
    void remember(String password) {
        CommandResult done = machine.run(
                List.of("sh", "-c", REMEMBER, "remember", host + ":" + port + ":*:" + user, PASSWORDS),
                List.of(password));
        if (done.exitCode() != 0) {
            throw new IllegalStateException("The archive did not take a password: " + done.stderr());
        }
    }

    /** As libpq takes it. A server that has gone is noticed within two seconds. */
    String connection(String application) {
        return String.format(
                Locale.ROOT,
                "host=%s port=%d dbname=%s user=%s passfile=%s application_name=%s connect_timeout=2 tcp_user_timeout=2000",
                host,
                port,
                name,
                user,
                PASSWORDS,
                application);
    }

    List<String> psql(String... more) {
        List<String> command = new ArrayList<>(List.of("psql", "-XqAt", "-v", "ON_ERROR_STOP=1"));
        command.addAll(List.of(more));
        command.add(connection("client"));
        return command;
    }

    /** Asks once; at most ten seconds. */
    CommandResult ask(String statement) {
        return machine.run(psql("-c", statement), List.of());
    }
}
