package dev.tocsin.drill;

import dev.tocsin.signal.receive.Reception;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fixtures' {@code ${drill.receiver.falco}}: where a detector in the cluster is to report to. */
final class ReceiverPlaces {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{drill\\.receiver\\.([a-z0-9-]+)((?:\\.(?:host|port|token))?)}");
    private final Collection<String> manifests;
    private final Set<String> named = new TreeSet<>();

    ReceiverPlaces(Collection<String> manifests) {
        this.manifests = manifests;
        for (String manifest : manifests) {
            Matcher reference = REFERENCE.matcher(manifest);
            while (reference.find()) {
                named.add(reference.group(1));
            }
        }
    }

    /** The formats that fixtures refer to. */
    Set<String> named() {
        return named;
    }

    /** @throws dev.tocsin.signal.SourceException if the cluster's nodes cannot reach a receiver */
    List<String> filled(Reception reception) {
        Map<String, String> places = reception.places(named);
        return manifests.stream()
                .map(manifest -> REFERENCE
                        .matcher(manifest)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(places.getOrDefault(found.group(1) + found.group(2), ""))))
                .toList();
    }
}
