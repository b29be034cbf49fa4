package dev.tocsin.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The names that drills may claim: ATT&amp;CK's techniques and the lines of the incident-response guide. */
public final class Catalogue {
    /** The version that the library is pinned to. */
    public static final String ATTACK_VERSION = "ATT&CK v16.1";

    /** Id to name, in the order of ids: those for containers, and others that drills on clusters show. */
    public static final Map<String, String> TECHNIQUES = read("/catalogue/attack-techniques.tsv");

    /** Code to what the line is about, in the guide's order. */
    public static final Map<String, String> LINES = read("/catalogue/guide-lines.tsv");

    private Catalogue() {}

    private static Map<String, String> read(String resource) {
        Map<String, String> entries = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Catalogue.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] cells = line.split("\t", 2);
                    entries.put(cells[0], cells[1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
        return entries;
    }
}
