package dev.tocsin.prove.ledger;

import dev.tocsin.prove.ledger.Acknowledged.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of the acknowledged rows is there.
 *
 * @param readable whether it could be seen what is there
 * @param acknowledged how many were acknowledged
 * @param lost the numbers of those that are not there
 * @param lostTime how much time's rows these are: of each unbroken run of lost ones, from the last row before it that is there
 *     to the last of them
 * @param from the last row that is there before the first one that is not; of all, if none is lost, the last
 * @param gaps the numbers that were tried, not acknowledged and are not there either: nobody was told that they are
 * @param more how many are there that were tried and not acknowledged
 */
public record Count(
        boolean readable,
        int acknowledged,
        List<Long> lost,
        Duration lostTime,
        @Nullable Instant from,
        List<Long> gaps,
        int more) {

    /**
     * @param rows those acknowledged, in the order of their times
     * @param tried the numbers that were sent
     * @param numbers those that are there; null if that cannot be seen
     */
    static Count of(List<Row> rows, List<Long> tried, @Nullable Set<Long> numbers) {
        Set<Long> there = numbers == null ? Set.of() : numbers;
        List<Long> lost = new ArrayList<>();
        Duration time = Duration.ZERO;
        Instant first = null;
        Instant before = null;
        for (Row row : rows) {
            if (!there.contains(row.number())) {
                lost.add(row.number());
                first = lost.size() == 1 ? before : first;
                time = before == null ? time : time.plus(Duration.between(before, row.when()));
            }
            before = row.when();
        }
        Set<Long> known = new java.util.HashSet<>();
        rows.forEach(row -> known.add(row.number()));
        List<Long> unknown =
                tried.stream().filter(number -> !known.contains(number)).toList();
        List<Long> gaps =
                unknown.stream().filter(number -> !there.contains(number)).toList();
        return new Count(
                numbers != null,
                rows.size(),
                List.copyOf(lost),
                time,
                lost.isEmpty() ? before : first,
                gaps,
                unknown.size() - gaps.size());
    }

    @Override
    public String toString() {
        return acknowledged + " rows acknowledged, " + (acknowledged - lost.size()) + " of them there, " + lost.size()
                + " lost" + (lost.isEmpty() ? "" : " (" + ranges(lost) + ")")
                + (gaps.isEmpty() && more == 0
                        ? ""
                        : "; " + (gaps.size() + more) + " more were tried and never acknowledged, of which " + more
                                + " are there");
    }

    /** 3-5, 9. */
    static String ranges(List<Long> numbers) {
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            int from = i;
            while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
                i++;
            }
            ranges.add(from == i ? numbers.get(i).toString() : numbers.get(from) + "-" + numbers.get(i));
        }
        return ranges.size() > 5 ? String.join(", ", ranges.subList(0, 5)) + ", ..." : String.join(", ", ranges);
    }
}
