package dev.tocsin.sigma;

/** What raises alerts: a single event, or several that come together. */
public sealed interface Rule permits EventRule, CorrelationRule {
    RuleInfo info();

    /** The names of the fields that its alerts may carry. */
    java.util.List<String> carries();

    default String name() {
        return info().name();
    }

    default String title() {
        return info().title();
    }

    default String level() {
        return info().level();
    }
}
