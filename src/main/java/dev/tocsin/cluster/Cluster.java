package dev.tocsin.cluster;

import io.fabric8.kubernetes.client.Config;
import java.io.Closeable;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A cluster that a drill may do anything to. Closing it removes it. */
public interface Cluster extends AutoCloseable {
    /** The cluster administrator's access; for set-up and clean-up, never for attacks, response or proofs. */
    Config admin();

    /** What it is, for the report: image, Kubernetes version, ... in order. */
    Map<String, String> description();

    /** Runs a command on the server node itself. */
    CommandResult onNode(List<String> command);

    /**
     * Follows a file on the server node from its start.
     *
     * @param path absolute path on the node; the file may not exist yet and may be rotated
     * @param line gets each whole line as soon as it is written, on one thread
     * @return stops following
     */
    Closeable followOnNode(String path, Consumer<String> line);

    /**
     * Lets the cluster outlive this process: nothing removes it but a clean-up that is asked for.
     *
     * @param name what the server node is to be called; a number is added if another is called so
     * @return what it is called now
     * @throws java.io.IOException if that cannot be done
     */
    String keep(String name) throws java.io.IOException;

    /** The administrator's access as a kubeconfig file's text. */
    String kubeconfig();

    /** The last lines of the node's own log. */
    String nodeLog(int lines);

    @Override
    void close();

    /**
     * @param exitCode the command's exit code
     * @param stdout its standard output
     * @param stderr its standard error
     */
    record CommandResult(int exitCode, String stdout, String stderr) {}
}
