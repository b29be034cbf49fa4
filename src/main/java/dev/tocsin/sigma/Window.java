package dev.tocsin.sigma;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a correlation remembers of one group: the matches of its sliding window, as far as the condition needs them. */
abstract class Window {
    private final Duration span;

    private Window(Duration span) {
        this.span = span;
    }

    static Window of(CorrelationRule rule) {
        CorrelationRule.Threshold condition = rule.condition();
        if (condition == null) {
            return rule.type() == CorrelationRule.Type.TEMPORAL
                    ? new Together(rule.timespan(), rule.rules().size())
                    : new Ordered(rule.timespan(), rule.rules().size());
        }
        return rule.type() == CorrelationRule.Type.EVENT_COUNT
                ? new Events(rule.timespan(), condition)
                : new Values(rule.timespan(), condition);
    }

    /** Takes a match; the count if that raises an alert, else null. */
    abstract @Nullable Integer add(int position, @Nullable Object value, Instant when);

    boolean within(Instant earlier, Instant now) {
        return Duration.between(earlier, now).compareTo(span) <= 0;
    }

    /** A count that has just come to meet its condition. */
    private abstract static class Counting extends Window {
        private final CorrelationRule.Threshold condition;
        private boolean met;

        Counting(Duration span, CorrelationRule.Threshold condition) {
            super(span);
            this.condition = condition;
        }

        int memory() {
            return condition.memory();
        }

        @Nullable
        Integer changed(int count) {
            boolean before = met;
            met = condition.meets(count);
            return met && !before ? count : null;
        }
    }

    private static final class Events extends Counting {
        private final Deque<Instant> times = new ArrayDeque<>();

        Events(Duration span, CorrelationRule.Threshold condition) {
            super(span, condition);
        }

        @Override
        @Nullable
        Integer add(int position, @Nullable Object value, Instant when) {
            times.addLast(when);
            while (times.size() > memory() || !within(times.getFirst(), when)) {
                times.removeFirst();
            }
            return changed(times.size());
        }
    }

    private static final class Values extends Counting {
        /** Each value's last time, oldest first. */
        private final Map<Object, Instant> last = new LinkedHashMap<>();

        Values(Duration span, CorrelationRule.Threshold condition) {
            super(span, condition);
        }

        @Override
        @Nullable
        Integer add(int position, @Nullable Object value, Instant when) {
            last.remove(value);
            last.put(value, when);
            Iterator<Instant> oldest = last.values().iterator();
            while (oldest.hasNext()) {
                boolean expired = !within(oldest.next(), when);
                if (!expired && last.size() <= memory()) {
                    break;
                }
                oldest.remove();
            }
            return changed(last.size());
        }
    }

    private static final class Together extends Window {
        private final Instant[] last;

        Together(Duration span, int rules) {
            super(span);
            last = new Instant[rules];
        }

        @Override
        @Nullable
        Integer add(int position, @Nullable Object value, Instant when) {
            last[position] = when;
            for (Instant one : last) {
                if (one == null || !within(one, when)) {
                    return null;
                }
            }
            java.util.Arrays.fill(last, null);
            return last.length;
        }
    }

    private static final class Ordered extends Window {
        /** For each rule: the latest start of a chain of matches that has come as far as it. */
        private final Instant[] chain;

        Ordered(Duration span, int rules) {
            super(span);
            chain = new Instant[rules];
        }

        @Override
        @Nullable
        Integer add(int position, @Nullable Object value, Instant when) {
            Instant start = position == 0 ? when : chain[position - 1];
            if (start == null || !within(start, when)) {
                return null;
            }
            chain[position] = start;
            if (position < chain.length - 1) {
                return null;
            }
            java.util.Arrays.fill(chain, null);
            return chain.length;
        }
    }
}
