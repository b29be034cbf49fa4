package dev.tocsin.drill;

import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Step;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The images that a drill's pods run: those that are on this machine are brought to the nodes before the pods come. */
final class Images {
    private static final Pattern IMAGE = Pattern.compile("\\bimage\"?: *[\"']?([-a-z0-9./_]+:[-\\w.]+)");

    private Images() {}

    /** Of its fixtures, and of what its steps make. */
    static Set<String> of(Drill drill) {
        Set<String> images = new TreeSet<>();
        Stream<String> steps = Needs.steps(drill).map(Step::params).map(Object::toString);
        Stream.concat(drill.fixtures().values().stream(), steps).forEach(text -> {
            for (Matcher image = IMAGE.matcher(text); image.find(); ) {
                images.add(image.group(1));
            }
        });
        return images;
    }
}
