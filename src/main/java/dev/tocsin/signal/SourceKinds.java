package dev.tocsin.signal;

import dev.tocsin.sigma.LogSource;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of source on the class path. */
public final class SourceKinds {
    private static volatile @Nullable Found latest;

    private record Found(@Nullable ClassLoader by, List<SourceKind> kinds) {}

    private SourceKinds() {}

    /** In the order of their names; looked for once, as lint asks for each rule of each drill. */
    public static List<SourceKind> onClassPath() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Found found = latest;
        if (found == null || found.by() != loader) {
            found = new Found(
                    loader,
                    ServiceLoader.load(SourceKind.class, loader).stream()
                            .map(ServiceLoader.Provider::get)
                            .sorted(java.util.Comparator.comparing(SourceKind::name))
                            .toList());
            latest = found;
        }
        return found.kinds();
    }

    /** The kind whose events a rule can judge. */
    public static Optional<SourceKind> heardBy(LogSource rule) {
        return onClassPath().stream()
                .filter(kind -> kind.logSources().stream().anyMatch(rule::covers))
                .findFirst();
    }

    /** All that rules can listen to, for messages. */
    public static String all() {
        return onClassPath().stream()
                .flatMap(kind -> kind.logSources().stream())
                .map(LogSource::toString)
                .collect(Collectors.joining(", "));
    }

    /** @return the kinds of these names */
    public static List<SourceKind> named(Stream<String> names) {
        var wanted = names.collect(Collectors.toSet());
        return onClassPath().stream()
                .filter(kind -> wanted.contains(kind.name()))
                .toList();
    }
}
