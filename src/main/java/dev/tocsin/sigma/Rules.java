package dev.tocsin.sigma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads rules. */
public final class Rules {
    private Rules() {}

    /**
     * @param name the rule's name, for alerts
     * @param file its path, for messages
     * @throws RuleException with every mistake in the text
     */
    public static Rule parse(String name, String file, String yaml) {
        return new RuleParser(name, file).parse(yaml);
    }

    /** @throws RuleException with every mistake in the file */
    public static Rule read(String name, Path file) {
        try {
            return parse(name, file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
