package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SideBySideTest {
    /** In gibibytes: 1.5 a server, 0.5 an agent. */
    @ParameterizedTest(name = "{0} wanted, drills with {1} agents, {2} GiB: {3}")
    @CsvSource({
        "4, 0 0 0 0, 6, 4",
        "4, 0 0 0 0, 5, 3",
        "4, 0 0 0 0 0 0, 1, 1",
        "2, 0 0 2 2, 5, 2",
        "2, 0 0 2 2, 4, 1",
        "3, 0 1 0 3, 6, 2",
        "3, 0 1 0 3, 7, 3",
        "9, 1, 2, 9"
    })
    void thoseWithTheMostNodesFindRoomTogether(int wanted, String agents, long gibibytes, int possible) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        List<Integer> each =
                List.of(agents.split(" ")).stream().map(Integer::valueOf).toList();
        assertThat(SideBySide.possible(wanted, each, gibibytes << 30, new PrintStream(said, true)))
                .isEqualTo(possible);
        assertThat(said.toString().isEmpty()).isEqualTo(possible == wanted);
    }
}
