package dev.tocsin.signal.receive;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A receiver that is asked for.
 *
 * @param format with its mapping file read, if it has one
 * @param port 0 for any that is free
 */
record Wanted(Format format, int port) {
    private static final Pattern FORM = Pattern.compile("([a-zA-Z0-9_-]+)(?::([0-9]{1,5}))?(?:=(.+))?");
    private static final int LAST_PORT = 65_535;

    /**
     * @param text {@code falco:8765,webhook:8080=siem.yaml}
     * @throws IllegalArgumentException that says what is wrong, and what would be right
     */
    static List<Wanted> parse(String text) {
        List<Wanted> all = new ArrayList<>();
        Map<String, Format> formats = Formats.onClassPath();
        for (String one : text.isBlank() ? new String[0] : text.split(",")) {
            Matcher form = FORM.matcher(one.strip());
            if (!form.matches() || (form.group(2) != null && Integer.parseInt(form.group(2)) > LAST_PORT)) {
                throw new IllegalArgumentException(
                        "'" + one.strip() + "' is not a receiver. Give a format and a port, such as falco:8765,"
                                + " and a mapping file where one is needed: webhook:8080=siem.yaml.");
            }
            Format format = formats.get(form.group(1));
            if (format == null) {
                throw new IllegalArgumentException("There is no format '" + form.group(1) + "'. There are: "
                        + String.join(", ", formats.keySet()) + ".");
            }
            if (all.stream().anyMatch(other -> other.format().name().equals(format.name()))) {
                throw new IllegalArgumentException("The format '" + format.name() + "' is asked for twice.");
            }
            all.add(new Wanted(
                    form.group(3) == null ? format : format.mapped(Path.of(form.group(3))),
                    form.group(2) == null ? 0 : Integer.parseInt(form.group(2))));
        }
        return all;
    }
}
