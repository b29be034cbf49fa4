package dev.tocsin.respond;

import dev.tocsin.cluster.Cluster;
import dev.tocsin.timeline.Journal;
import io.fabric8.kubernetes.client.Config;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who acts on alerts: our procedures, or what a team has instead. */
public interface RespondBy {
    /** Runs the drill's procedures. */
    RespondBy PROCEDURES = post -> new ProcedureResponder(post);

    /** Nobody of ours: controllers in the cluster act by themselves, and the drill only proves. */
    RespondBy NOBODY = post -> new HandsOff();

    /** Begins to act in one drill. */
    Responder start(Post post);

    /**
     * What a responder has.
     *
     * @param account the access of the responder's own account, with the rights that the drill's procedures need
     * @param cluster the machines below, for actions on nodes
     * @param triggers which alert starts which procedure
     * @param journal where it says what it did
     */
    record Post(Config account, Cluster cluster, List<Trigger> triggers, Journal journal) {
        public Post {
            triggers = triggers.stream().distinct().toList();
        }

        /** The same with other machines below. */
        public Post on(Cluster other) {
            return new Post(account, other, triggers, journal);
        }
    }

    /**
     * @param text {@code procedures} or empty, {@code hands-off}, {@code command:<path>} or {@code webhook:<url>}
     * @throws IllegalArgumentException that says what may be given
     */
    static RespondBy parse(String text) {
        if (text.isEmpty() || text.equals("procedures")) {
            return PROCEDURES;
        }
        if (text.equals("hands-off")) {
            return NOBODY;
        }
        String what = text.substring(text.indexOf(':') + 1);
        if (text.startsWith("command:")) {
            Path program = Path.of(what).toAbsolutePath();
            if (!Files.isExecutable(program) || Files.isDirectory(program)) {
                throw new IllegalArgumentException("The responder " + program + " is no program that can be run.");
            }
            return post -> new CommandResponder(program, post);
        }
        if (text.matches("webhook:https?://.+")) {
            URI address = URI.create(what);
            return post -> new WebhookResponder(address, post.journal());
        }
        throw new IllegalArgumentException(
                "'" + text
                        + "' is not a responder. Give procedures, hands-off, command:<path of a program> or webhook:<http(s) address>.");
    }
}
