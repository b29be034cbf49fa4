package dev.tocsin.report;

import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Times;
import dev.tocsin.timeline.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A picture of the drill from T0 on. Above, each objective as a bar from its start to when it was met, with its target as
 * a mark; below, a lane for each party with what it did. Time runs on a square-root scale: an incident begins in
 * milliseconds and ends in seconds, and both must be legible.
 */
final class TimelineSvg {
    private static final int LEFT = 330;
    private static final int WIDTH = 1180;
    private static final int RIGHT = 110;
    private static final int ROW = 30;
    private static final int TOP = 96;
    private static final int LABEL = 15;
    private static final int LONGEST_LABEL = 62;
    private static final int MOST_ALIKE = 3;
    /** A label more would touch the one before. */
    private static final int BETWEEN_TICKS = 38;

    private TimelineSvg() {}

    static String of(Outcome outcome) {
        Instant t0 = outcome.t0();
        if (t0 == null) {
            return withoutTimeline(outcome);
        }
        List<Result> results = outcome.results();
        List<Fact> facts = outcome.facts().stream()
                .filter(fact -> !fact.seen().isBefore(t0) && fact.actor() != Actor.DRILL)
                .toList();
        double end = Math.max(1, seconds(t0, outcome.to()));
        for (Result result : results) {
            if (result.from() != null && !result.from().isBefore(t0) && result.met() == null) {
                end = Math.max(
                        end,
                        seconds(t0, result.from()) + result.objective().target().toMillis() / 1e3);
            }
        }
        List<Lane> lanes = lanes(facts, t0, end);
        int lanesTop = TOP + results.size() * ROW + 44;
        int height = lanesTop + lanes.stream().mapToInt(Lane::height).sum() + 30;
        Svg svg = new Svg(WIDTH, height, outcome.drill().title(), describe(outcome));
        head(svg, outcome);
        axis(svg, end, height - 22);
        for (int i = 0; i < results.size(); i++) {
            objective(svg, results.get(i), t0, end, TOP + 18 + i * ROW);
        }
        int y = lanesTop;
        for (Lane lane : lanes) {
            lane.draw(svg, y);
            y += lane.height();
        }
        return svg.end();
    }

    private static void head(Svg svg, Outcome outcome) {
        svg.text(LEFT + 300, 56, "quiet", "square-root scale, seconds since T0; amber mark: the objective's target");
        svg.text(24, 34, "title", outcome.drill().title());
        svg.text(24, 56, "quiet", outcome.drill().name() + "   T0 " + outcome.t0());
        svg.text(
                24,
                78,
                outcome.verdict() == Verdict.HELD ? "good" : "bad",
                "verdict: " + outcome.verdict().label());
    }

    private static void axis(Svg svg, double end, int bottom) {
        int last = Integer.MIN_VALUE / 2;
        for (double tick : new double[] {0, 0.1, 0.5, 1, 2, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600}) {
            int x = x(tick, end);
            if (tick <= end && x - last >= BETWEEN_TICKS) {
                svg.line(x, TOP - 6, x, bottom, tick == 0 ? "t0" : "grid");
                String text = tick == 0 ? "T0" : (tick < 1 ? String.valueOf(tick) : String.valueOf((int) tick)) + " s";
                svg.text(x - 6, TOP - 12, tick == 0 ? "bold" : "quiet", text);
                last = x;
            }
        }
    }

    private static void objective(Svg svg, Result result, Instant t0, double end, int y) {
        String title =
                result.objective().phase().label() + ": " + result.objective().title();
        svg.text(24, y + 4, "plain", shorten(title, 46));
        boolean held = result.verdict() == Verdict.HELD;
        Instant from = result.from();
        if (from == null || from.isBefore(t0)) {
            svg.text(
                    LEFT + 6,
                    y + 4,
                    held ? "good" : "bad",
                    result.verdict().label() + ", " + Times.text(result.measured()));
            return;
        }
        double start = seconds(t0, from);
        double limit = start + result.objective().target().toMillis() / 1e3;
        double stop = result.met() == null ? end : Math.max(start, seconds(t0, result.met()));
        svg.bar(x(start, end), y - 7, Math.max(4, x(stop, end) - x(start, end)), 14, held ? "held" : "failed");
        if (limit <= end) {
            svg.line(x(limit, end), y - 11, x(limit, end), y + 11, "limit");
        }
        String text = Times.text(result.measured()) + " of "
                + Times.target(result.objective().target()) + ", "
                + result.verdict().label();
        int after = x(stop, end) + 8;
        boolean fits = after + text.length() * 7 < WIDTH;
        svg.text(fits ? after : x(start, end) - 8 - text.length() * 7, y + 4, held ? "good" : "bad", text);
    }

    private static List<Lane> lanes(List<Fact> facts, Instant t0, double end) {
        List<Lane> lanes = new ArrayList<>();
        for (Actor actor : List.of(Actor.INJECTOR, Actor.DETECTOR, Actor.RESPONDER, Actor.PROBER)) {
            Lane lane = new Lane(actor.label(), new ArrayList<>());
            Map<String, List<Fact>> alike = new LinkedHashMap<>();
            facts.stream().filter(fact -> fact.actor() == actor).forEach(fact -> alike.computeIfAbsent(
                            fact.text(), text -> new ArrayList<>())
                    .add(fact));
            alike.values().stream()
                    .flatMap(same -> same.size() > MOST_ALIKE
                            ? Stream.of(together(same, t0, end))
                            : same.stream().map(fact -> mark(fact, t0, end, "")))
                    .sorted(Comparator.comparing(Mark::x))
                    .forEach(lane.marks()::add);
            lanes.add(lane);
        }
        return lanes;
    }

    /** What happens again and again is one label: an alert that nobody answers would fill pages. */
    private static Mark together(List<Fact> same, Instant t0, double end) {
        Fact last = same.get(same.size() - 1);
        return mark(
                same.get(0),
                t0,
                end,
                "  (%d times, until +%s)".formatted(same.size(), Times.text(Duration.between(t0, last.seen()))));
    }

    private static Mark mark(Fact fact, Instant t0, double end, String more) {
        String text = "+" + Times.text(Duration.between(t0, fact.seen())) + "  " + fact.text();
        return new Mark(x(seconds(t0, fact.seen()), end), shorten(text, LONGEST_LABEL) + more);
    }

    /** One label a row, so that none covers another. */
    private record Lane(String name, List<Mark> marks) {
        int height() {
            return Math.max(1, marks.size()) * LABEL + 16;
        }

        void draw(Svg svg, int y) {
            svg.line(24, y - 4, WIDTH - 24, y - 4, "lane");
            svg.text(24, y + 14, "bold", name);
            int row = y + 10;
            for (Mark mark : marks) {
                svg.dot(mark.x(), row, name);
                int width = mark.text().length() * 7;
                boolean fits = mark.x() + 10 + width < WIDTH - 10;
                svg.text(
                        fits ? mark.x() + 10 : Math.max(LEFT / 3 + 10, mark.x() - 10 - width),
                        row + 4,
                        "small",
                        mark.text());
                row += LABEL;
            }
        }
    }

    private record Mark(int x, String text) {}

    private static String withoutTimeline(Outcome outcome) {
        Svg svg = new Svg(WIDTH, 120, outcome.drill().title(), describe(outcome));
        svg.text(24, 34, "title", outcome.drill().title());
        svg.text(24, 60, "bad", "verdict: " + outcome.verdict().label() + ", before the first injection call");
        svg.text(24, 84, "plain", shorten(outcome.cause(), 150));
        return svg.end();
    }

    private static String describe(Outcome outcome) {
        StringBuilder text = new StringBuilder("Verdict " + outcome.verdict().label() + ".");
        for (Result result : outcome.results()) {
            text.append(" %s %s: %s, target %s, %s."
                    .formatted(
                            result.objective().phase().label(),
                            result.objective().title(),
                            Times.text(result.measured()),
                            Times.target(result.objective().target()),
                            result.verdict().label()));
        }
        return text.toString();
    }

    private static int x(double seconds, double end) {
        return LEFT + (int) Math.round((WIDTH - LEFT - RIGHT) * Math.sqrt(Math.min(seconds, end) / end));
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
    }

    private static String shorten(String text, int most) {
        String line = text.replace('\n', ' ');
        return line.length() <= most ? line : line.substring(0, most - 3) + "...";
    }
}
