package dev.tocsin.respond;

import dev.tocsin.scenario.Procedure;
import dev.tocsin.step.Condition;
import dev.tocsin.timeline.Alert;
import dev.tocsin.timeline.Entities;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The conditions of procedures and their actions. */
final class Whens {
    private final Map<String, Condition> compiled = new ConcurrentHashMap<>();

    /** Compiles them all, and tries each: the first time takes a tenth of a second, which no alert should wait for. */
    Whens(List<Procedure> procedures) {
        Alert none = new Alert("", "", "", "", Instant.EPOCH, Instant.EPOCH, Entities.NONE, Map.of(), List.of());
        procedures.stream()
                .flatMap(procedure -> Stream.concat(
                        Stream.of(procedure).map(Procedure::when),
                        procedure.actions().stream().map(Procedure.Action::when)))
                .filter(Objects::nonNull)
                .forEach(when -> {
                    try {
                        met(when, none);
                    } catch (IllegalArgumentException e) {
                        // It asks for what this alert does not carry.
                    }
                });
    }

    /** @throws IllegalArgumentException if the condition asks for what the alert does not carry */
    boolean met(String when, Alert alert) {
        Condition condition = compiled.computeIfAbsent(when, text -> Condition.of("alert", text));
        return Boolean.TRUE.equals(condition.value(AlertJson.of(alert)));
    }
}
