package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShardsTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    @Test
    void everyDrillFallsToOneShard() {
        for (int of = 1; of <= 7; of++) {
            List<String> all = new ArrayList<>();
            for (int i = 1; i <= of; i++) {
                all.addAll(Shards.deal(NAMES, Map.of("b", 50L), new RunOptions.Shard(i, of)));
            }
            assertThat(all).containsExactlyInAnyOrderElementsOf(NAMES);
        }
    }

    @Test
    void theLongestIsBalancedByTheOthers() {
        Map<String, Long> durations = Map.of("a", 10L, "b", 10L, "c", 40L, "d", 10L, "e", 10L);
        assertThat(Shards.deal(NAMES, durations, new RunOptions.Shard(1, 2))).containsExactly("c");
        assertThat(Shards.deal(NAMES, durations, new RunOptions.Shard(2, 2))).containsExactly("a", "b", "d", "e");
    }

    @Test
    void withoutDurationsTheyAreDealtByName() {
        assertThat(Shards.deal(NAMES, Map.of(), new RunOptions.Shard(1, 2))).containsExactly("a", "c", "e");
        assertThat(Shards.deal(NAMES, Map.of(), new RunOptions.Shard(2, 2))).containsExactly("b", "d");
    }

    @Test
    void sideBySideTheLongestBeginsFirstAndWhatIsNotKnownIsOfMeanLength() {
        assertThat(Shards.longestFirst(NAMES, Map.of("b", 10L, "c", 40L, "d", 20L)))
                .containsExactly("c", "a", "e", "d", "b");
    }

    @Test
    void theSameInputGivesTheSameShards() {
        Map<String, Long> durations = Map.of("a", 10L, "b", 20L, "c", 40L, "d", 30L, "e", 25L);
        List<String> before = Shards.deal(NAMES, durations, new RunOptions.Shard(1, 2));
        assertThat(Shards.deal(NAMES, durations, new RunOptions.Shard(1, 2))).isEqualTo(before);
    }
}
