package dev.tocsin.prove.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.timeline.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One message to stakeholders, by the fields that NIST SP 800-61 asks for. */
record Message(JsonNode fields) {
    private static final List<String> ALWAYS = List.of(
            "to", "severity", "what", "happened", "detected", "told", "affected", "about", "nextUpdate", "contact");
    private static final String OPEN = "open";
    private static final String RECOVERED = "recovered";

    String status() {
        return fields.path("status").asText();
    }

    /** @param before the one before, of the same incident */
    List<String> faults(Messages.Wanted wanted, @Nullable Message before) {
        List<String> faults = new ArrayList<>();
        List<String> needed = new ArrayList<>(ALWAYS);
        if (!wanted.status().equals(OPEN)) {
            needed.add("actions"); // what was done so far
        }
        if (wanted.status().equals(RECOVERED)) {
            needed.add("serves"); // by what one knows it
        }
        needed.stream().filter(this::isEmpty).forEach(name -> faults.add("does not say '" + name + "'"));
        inOrder("happened", "detected", faults);
        inOrder("detected", "told", faults);
        inOrder("told", "nextUpdate", faults);
        Optional<Instant> told = time("told");
        if (before != null
                && told.isPresent()
                && before.time("told").filter(told.get()::isBefore).isPresent()) {
            faults.add("was told before what comes before it");
        }
        time("detected").ifPresent(detected -> told.map(moment -> Duration.between(detected, moment))
                .filter(after -> after.compareTo(wanted.within()) > 0)
                .ifPresent(after -> faults.add("was told " + Times.text(after) + " after the detection, not within "
                        + Times.target(wanted.within()))));
        return faults;
    }

    private boolean isEmpty(String name) {
        JsonNode field = fields.path(name);
        return field.isContainerNode() ? field.isEmpty() : field.asText().isBlank();
    }

    private void inOrder(String earlier, String later, List<String> faults) {
        Optional<Instant> one = time(earlier);
        Optional<Instant> other = time(later);
        if (one.isPresent() && other.isPresent() && other.get().isBefore(one.get())) {
            faults.add("has '" + later + "' before '" + earlier + "'");
        }
    }

    /** Empty for what is no time: that is a fault of its own only where the field is empty. */
    private Optional<Instant> time(String name) {
        try {
            return Optional.of(Instant.parse(fields.path(name).asText()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
