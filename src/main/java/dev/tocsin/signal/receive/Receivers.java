package dev.tocsin.signal.receive;

import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The receivers of one run: those that were asked for, on their ports, and those that a drill's fixture refers to, on any. What
 * comes with a drill's own token is that drill's; what comes with the run's is for all drills that are running.
 */
public final class Receivers implements AutoCloseable {
    private static final Path TOKEN = Path.of(".tocsin", "receiver.token");
    private final Map<String, Receiver> open = new LinkedHashMap<>();
    private final Set<String> asked;
    private final @Nullable Tls tls;

    private Receivers(List<Wanted> wanted, @Nullable String shared, @Nullable Tls tls) {
        this.tls = tls;
        this.asked = wanted.stream().map(one -> one.format().name()).collect(Collectors.toUnmodifiableSet());
        for (Wanted one : wanted) {
            open.put(one.format().name(), Receiver.start(one.format(), one.port(), shared, tls));
        }
    }

    /**
     * @param text which are asked for: {@code falco:8765,webhook:8080=siem.yaml}; may be empty
     * @param certificate {@code cert.pem,key.pem}, or a PKCS 12 file; empty for plain HTTP
     * @throws IllegalArgumentException that says what is wrong
     * @throws dev.tocsin.signal.SourceException if a port is taken
     */
    public static Receivers open(String text, String certificate) {
        List<Wanted> wanted = Wanted.parse(text);
        return new Receivers(
                wanted,
                wanted.isEmpty() ? null : TokenFile.token(System.getenv(TokenFile.VARIABLE), TOKEN),
                certificate.isBlank() ? null : Tls.of(certificate));
    }

    /**
     * @throws IllegalArgumentException as {@link #open} does
     */
    public static void check(String text, String certificate) {
        Wanted.parse(text);
        if (!certificate.isBlank()) {
            Tls.of(certificate);
        }
    }

    /** None, but for what fixtures refer to. */
    public static Receivers none() {
        return new Receivers(List.of(), null, null);
    }

    /** Whether a detector of the team's own stands in for what would see these alerts else. */
    public boolean standInFor(String rules) {
        return open.values().stream()
                .filter(one -> asked.contains(one.format().name()))
                .anyMatch(one -> one.format().rules().equals(rules));
    }

    /** What to set in the tools, for a person to read; without the token. */
    public List<String> told() {
        return open.values().stream()
                .map(one -> one.format().name() + " is received at " + (one.secure() ? "https" : "http")
                        + "://<this machine>:" + one.port() + "/<token>, the token of " + TokenFile.VARIABLE + " or in "
                        + TOKEN)
                .toList();
    }

    /**
     * A drill's part of all that are open, and of those that its fixtures refer to.
     *
     * @param named formats that its fixtures refer to
     * @throws dev.tocsin.signal.SourceException if there is no such format
     */
    public Reception take(Surroundings around, Sink sink, Collection<String> named) {
        List<Subscription> subscriptions = new ArrayList<>();
        synchronized (this) {
            for (String name : named) {
                open.computeIfAbsent(name, this::opened);
            }
            open.values().forEach(one -> subscriptions.add(one.subscribe(sink, null, around.clock())));
        }
        return new Reception(around, subscriptions);
    }

    private Receiver opened(String name) {
        Format format = Formats.onClassPath().get(name);
        if (format == null) {
            throw new dev.tocsin.signal.SourceException("A fixture refers to a receiver of '" + name + "'. There are: "
                    + String.join(", ", Formats.onClassPath().keySet()) + ".");
        }
        return Receiver.start(format, 0, null, tls);
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Receiver::close);
        open.clear();
    }
}
