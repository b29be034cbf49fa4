package dev.tocsin.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The names that drills may claim: ATT&amp;CK's techniques and the lines of the incident-response guide. */
public final class Catalogue {
    /** The version that the library is pinned to. */
    static final String ATTACK = "18.1";

    /** The same for people. */
    public static final String ATTACK_VERSION = "ATT&CK v" + ATTACK;

    /** What the guide calls itself. */
    static final String GUIDE = "Kubernetes Incident Response (IR) Guide";

    private static final List<Technique> ALL_TECHNIQUES = read(
            "/catalogue/attack-techniques.tsv",
            cells -> new Technique(cells[0], cells[1], List.of(cells[2].split(",")), cells[3].equals("containers")));

    private static final List<GuideLine> ALL_LINES =
            read("/catalogue/guide-lines.tsv", cells -> new GuideLine(cells[0], cells[1], cells[2]));

    /** Id to name, in the order of ids: those for containers, and others that drills on clusters show. */
    public static final Map<String, String> TECHNIQUES = named(ALL_TECHNIQUES, Technique::id, Technique::name);

    /** Code to the part of the guide and the line in its own words, in the guide's order. */
    public static final Map<String, String> LINES =
            named(ALL_LINES, GuideLine::code, line -> line.part() + ": " + line.words());

    private Catalogue() {}

    /**
     * A technique, or a sub-technique.
     *
     * @param tactics as ATT&amp;CK writes them: {@code initial-access}
     * @param container whether it is in ATT&amp;CK's matrix for containers
     */
    record Technique(String id, String name, List<String> tactics, boolean container) {}

    /** @param part the heading that it stands under */
    record GuideLine(String code, String part, String words) {}

    static List<Technique> techniques() {
        return ALL_TECHNIQUES;
    }

    static List<GuideLine> lines() {
        return ALL_LINES;
    }

    private static <T> Map<String, String> named(
            List<T> entries, Function<T, String> code, Function<T, String> meaning) {
        Map<String, String> names = new LinkedHashMap<>();
        entries.forEach(entry -> names.put(code.apply(entry), meaning.apply(entry)));
        return names;
    }

    private static <T> List<T> read(String resource, Function<String[], T> entry) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Catalogue.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> entry.apply(line.split("\t")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
