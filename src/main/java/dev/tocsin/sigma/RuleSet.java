package dev.tocsin.sigma;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rules made ready for many events. Correlations remember what came before, so a set belongs to one stream of events. */
public final class RuleSet {
    private record Feed(Correlator to, int position) {}

    private final FieldTable fields = new FieldTable();
    private final Index index;
    private final List<Correlator> correlators = new ArrayList<>();
    private final Map<String, List<Feed>> feeds = new HashMap<>();
    private final Set<String> silent = new HashSet<>();

    /** @throws RuleException if a correlation refers to a rule that is not there, or in the end to itself */
    public RuleSet(Collection<? extends Rule> rules) {
        List<EventRule> events = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule instanceof EventRule event) {
                events.add(event.bound(fields));
            }
        }
        index = new Index(events);
        for (Rule rule : rules) {
            if (rule instanceof CorrelationRule correlation) {
                add(correlation, References.of(correlation, rules));
            }
        }
        References.refuseCircles(rules);
    }

    private void add(CorrelationRule correlation, List<Rule> bases) {
        Correlator correlator = new Correlator(correlation, bases);
        correlators.add(correlator);
        for (int i = 0; i < bases.size(); i++) {
            String base = bases.get(i).name();
            feeds.computeIfAbsent(base, name -> new ArrayList<>()).add(new Feed(correlator, i));
            if (!correlation.generate()) {
                silent.add(base);
            }
        }
    }

    /**
     * What an event meets, correlations included. Called by one thread at a time.
     *
     * @param happened by the event's own clock
     */
    public List<Match> match(Map<String, Object> event, Instant happened) {
        return match(rule -> true, event, happened);
    }

    /**
     * The same for an event of one of several sources: only rules on that source are asked.
     *
     * @param source what the event is
     */
    public List<Match> match(LogSource source, Map<String, Object> event, Instant happened) {
        return match(rule -> rule.logSource().covers(source), event, happened);
    }

    private List<Match> match(Predicate<EventRule> asked, Map<String, Object> event, Instant happened) {
        Event seen = new Event(event, fields.size());
        List<Match> matches = new ArrayList<>(1);
        index.candidates(seen, rule -> {
            if (asked.test(rule) && rule.condition().test(seen)) {
                met(rule, rule.fieldsOf(seen), seen::value, happened, matches);
            }
        });
        return matches;
    }

    private void met(
            Rule rule,
            Map<String, Object> found,
            Function<FieldPath, @Nullable Object> field,
            Instant happened,
            List<Match> matches) {
        if (!silent.contains(rule.name())) {
            matches.add(new Match(rule, found));
        }
        for (Feed feed : feeds.getOrDefault(rule.name(), List.of())) {
            Map<String, Object> group = feed.to().accept(feed.position(), field, happened);
            if (group != null) {
                Map<String, Object> all = new LinkedHashMap<>(found);
                all.putAll(group);
                met(feed.to().rule(), all, path -> all.get(path.text()), happened, matches);
            }
        }
    }

    /** Groups that correlations forgot for want of room; where it is not zero, an alert may be missing. */
    public long evictions() {
        return correlators.stream().mapToLong(Correlator::evictions).sum();
    }
}
