package dev.tocsin.sigma;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The modifiers that are supported, of the specification's appendix on modifiers. */
enum Modifier {
    CONTAINS,
    STARTSWITH,
    ENDSWITH,
    ALL,
    EXISTS,
    CASED,
    RE,
    I,
    M,
    S,
    CIDR,
    LT,
    LTE,
    GT,
    GTE,
    NEQ,
    FIELDREF,
    EXPAND,
    WINDASH,
    BASE64,
    BASE64OFFSET,
    WIDE,
    UTF16,
    UTF16LE,
    UTF16BE;

    static Optional<Modifier> named(String name) {
        return Arrays.stream(values()).filter(one -> one.label().equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Modifier::label).toList();
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
