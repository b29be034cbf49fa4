package dev.tocsin.drill;

import dev.tocsin.sigma.EventRule;
import dev.tocsin.signal.Sink;
import dev.tocsin.signal.Source;
import dev.tocsin.signal.SourceKind;
import dev.tocsin.signal.SourceKinds;
import dev.tocsin.signal.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sources that a drill's rules listen to. */
final class Sources implements AutoCloseable {
    /** Every drill has it: what the responder did is read from it. */
    private static final String ALWAYS = "audit";

    private final List<Source> sources = new ArrayList<>();
    private final Surroundings around;

    Sources(Surroundings around) {
        this.around = around;
    }

    /**
     * Those on whose events a rule is, and those that raise the alerts which the drill expects by name. Alerts by rules in a
     * detector's own files that the library does not have come from the team's own, by a receiver.
     */
    static List<SourceKind> of(DrillRules rules) {
        Stream<String> heard = rules.rules().stream()
                .filter(EventRule.class::isInstance)
                .map(rule -> SourceKinds.heardBy(((EventRule) rule).logSource()))
                .flatMap(Optional::stream)
                .map(SourceKind::name);
        Set<String> elsewhere = SourceKinds.onClassPath().stream()
                .filter(kind -> kind.ruleForm().isPresent())
                .map(SourceKind::name)
                .collect(Collectors.toSet());
        Stream<String> named = rules.expected().stream()
                .filter(rule -> rules.detectors().contains(rule) || !elsewhere.contains(source(rule)))
                .map(Sources::source);
        return SourceKinds.named(Stream.of(Stream.of(ALWAYS), heard, named).flatMap(names -> names));
    }

    private static String source(String rule) {
        return rule.substring(0, Math.max(0, rule.indexOf('/')));
    }

    void add(Source source) {
        sources.add(source);
    }

    void start(List<SourceKind> kinds, Sink sink) {
        for (SourceKind kind : kinds) {
            sources.add(kind.start(around, sink));
        }
    }

    /** Returns when all that happened before the call has been judged. */
    void settle() {
        sources.forEach(Source::settle);
    }

    /** The same at the end, with all that was lost. */
    void conclude() {
        sources.forEach(Source::conclude);
    }

    @Override
    public void close() {
        for (Source source : sources) {
            try {
                source.close();
            } catch (IOException e) {
                around.tell("a source ended badly: " + e.getMessage());
            }
        }
    }
}
