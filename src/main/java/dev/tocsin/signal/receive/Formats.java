package dev.tocsin.signal.receive;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The formats on the class path. */
public final class Formats {
    private Formats() {}

    /** By their names. */
    public static Map<String, Format> onClassPath() {
        Map<String, Format> formats = new TreeMap<>();
        ServiceLoader.load(Format.class).forEach(format -> formats.put(format.name(), format));
        return formats;
    }

    /** The first parts of the names of alerts that other detectors raise: {@code metrics}, {@code runtime}, ... */
    public static Set<String> rules() {
        Set<String> rules = new TreeSet<>();
        onClassPath().values().forEach(format -> rules.add(format.rules()));
        return rules;
    }
}
