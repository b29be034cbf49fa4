package dev.tocsin.sigma;

/** What raises alerts: a single event, or several that come together. */
public sealed interface Rule permits EventRule, CorrelationRule {
    RuleInfo info();

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
