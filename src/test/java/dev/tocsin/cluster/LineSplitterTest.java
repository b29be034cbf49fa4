package dev.tocsin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    @Test
    void linesSurviveHoweverTheStreamIsCut() {
        byte[] text = "eins\nzwölf\n\nlast".getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= text.length; cut++) {
            List<String> lines = new ArrayList<>();
            int[] length = new int[1];
            LineSplitter splitter = new LineSplitter((line, bytes) -> {
                lines.add(line);
                length[0] += bytes;
            });
            splitter.accept(java.util.Arrays.copyOfRange(text, 0, cut));
            splitter.accept(java.util.Arrays.copyOfRange(text, cut, text.length));
            assertThat(lines).containsExactly("eins", "zwölf", "");
            assertThat(length[0]).isEqualTo(text.length - "last".length());
        }
    }

    @Test
    void onlyContainersOfDeadProcessesOfThisHostAreLeftovers() {
        String here = Leftovers.me();
        String host = here.substring(0, here.lastIndexOf('/'));
        assertThat(Leftovers.orphaned(here)).isFalse();
        assertThat(Leftovers.orphaned(host + "/999999999")).isTrue();
        assertThat(Leftovers.orphaned("elsewhere/999999999")).isFalse();
    }
}
