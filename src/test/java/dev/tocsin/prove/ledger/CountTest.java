package dev.tocsin.prove.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.prove.ledger.Acknowledged.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Ten rows, one a second, of which the third was tried and never acknowledged. */
class CountTest {
    private static final List<Long> TRIED = numbers(1, 10);
    private static final List<Row> ROWS = TRIED.stream()
            .filter(number -> number != 3)
            .map(number -> new Row(number, Instant.EPOCH.plusSeconds(number)))
            .toList();

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static Count count(Set<Long> there) {
        return Count.of(ROWS, TRIED, there);
    }

    @Test
    void withAllThereNothingIsLostAndWhatNobodyWasToldOfIsAGap() {
        Count count = count(Set.of(1L, 2L, 4L, 5L, 6L, 7L, 8L, 9L, 10L));
        assertThat(count.lost()).isEmpty();
        assertThat(count.lostTime()).isZero();
        assertThat(count.gaps()).containsExactly(3L);
        assertThat(count.acknowledged()).isEqualTo(9);
    }

    @Test
    void aRowThatIsThereThoughNobodyWasToldIsNoLossAndNoGap() {
        Count count = count(Set.copyOf(TRIED));
        assertThat(count.gaps()).isEmpty();
        assertThat(count.more()).isEqualTo(1);
    }

    @Test
    void aLostEndCountsFromTheLastRowThatIsThere() {
        Count count = count(Set.of(1L, 2L, 4L, 5L, 6L, 7L));
        assertThat(count.lost()).containsExactly(8L, 9L, 10L);
        assertThat(count.lostTime()).isEqualTo(Duration.ofSeconds(3));
        assertThat(count.from()).isEqualTo(Instant.EPOCH.plusSeconds(7));
        assertThat(count)
                .hasToString("9 rows acknowledged, 6 of them there, 3 lost (8-10);"
                        + " 1 more were tried and never acknowledged, of which 0 are there");
    }

    @Test
    void oneRowThatIsMissingInTheMiddleIsLostToo() {
        Count count = count(Set.of(1L, 2L, 3L, 4L, 5L, 7L, 8L, 9L, 10L));
        assertThat(count.lost()).containsExactly(6L);
        assertThat(count.lostTime()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatCannotBeReadCountsAsLost() {
        Count count = Count.of(ROWS, TRIED, null);
        assertThat(count.readable()).isFalse();
        assertThat(count.lost()).hasSize(9);
    }

    @Test
    void aLongListIsCutShort() {
        assertThat(Count.ranges(List.of(1L, 2L, 4L, 6L, 8L, 10L, 12L))).isEqualTo("1-2, 4, 6, 8, 10, ...");
    }
}
