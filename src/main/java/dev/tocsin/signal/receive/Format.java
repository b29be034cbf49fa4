package dev.tocsin.signal.receive;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;

/** How one kind of tool reports; found by ServiceLoader. It keeps nothing between two records. */
public interface Format {
    /** What it is called where a receiver is asked for: {@code falco}. */
    String name();

    /** The first part of the names of the alerts that it raises: {@code runtime}. */
    String rules();

    /**
     * The same with a mapping file.
     *
     * @throws IllegalArgumentException if there are mistakes in it, or none is taken; says all of them
     */
    default Format mapped(Path file) {
        throw new IllegalArgumentException("The format '" + name() + "' takes no mapping file.");
    }

    /**
     * Says what a record means.
     *
     * @param document one JSON document of a request, which may hold several records
     * @param seen when the request had been read
     * @throws Malformed if it is none of this tool's
     */
    void read(Document document, Instant seen, Consumer<Received> out) throws Malformed;
}
