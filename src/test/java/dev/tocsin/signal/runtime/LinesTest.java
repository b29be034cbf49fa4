package dev.tocsin.signal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a real sensor wrote, and what is left of it when it is damaged. */
class LinesTest {
    private static final int HOSTILE = 10_000;
    private final WallClock clock = new WallClock();
    private final Losses losses = new Losses();
    private final Containers containers = new Containers(uid -> Container.NODE);
    private final CommandLines commands = new CommandLines();
    private final Lines lines = new Lines(containers, clock, losses);

    private static List<String> told() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/runtime/told.jsonl"));
    }

    private List<Map<String, Object>> read(List<String> all) {
        List<Map<String, Object>> read = new ArrayList<>();
        for (String line : all) {
            Seen seen = lines.read(line);
            if (seen != null) {
                commands.add(seen);
                read.add(FalcoFields.of(
                        seen,
                        containers.of(seen.group(), seen.groupParent()),
                        commands,
                        clock.at(seen.nanos()),
                        "server"));
            }
        }
        return read;
    }

    @Test
    void aProgramThatIsStarted() throws IOException {
        Map<String, Object> event = read(told()).stream()
                .filter(one -> "/tmp/date".equals(one.get("proc.exepath")))
                .findFirst()
                .orElseThrow();
        assertThat(event)
                .containsEntry("evt.type", "execve")
                .containsEntry("proc.name", "date")
                .containsEntry("proc.exe", "/tmp/date")
                .containsEntry("proc.cmdline", "date true")
                .containsEntry("proc.pname", "sh")
                .containsEntry("proc.pexepath", "/bin/busybox")
                .containsEntry("proc.is_exe_upper_layer", true)
                .containsEntry("proc.tty", 0L)
                .containsEntry("user.uid", 65_534L)
                .containsEntry("container.name", "web")
                .containsEntry("container.image.repository", "docker.io/tocsin/shop")
                .containsEntry("k8s.ns.name", "default")
                .containsEntry("k8s.pod.name", "web")
                .containsKeys("proc.pcmdline", "k8s.pod.uid", "container.full_id");
        Instant happened = Instant.ofEpochSecond(0, (Long) event.get("evt.time"));
        assertThat(happened).isBetween(Instant.parse("2026-11-24T22:39:00Z"), Instant.parse("2026-11-24T22:40:00Z"));
        assertThat(losses).hasToString("");
    }

    @Test
    void aFileThatIsMadeAndRenamed() throws IOException {
        List<Map<String, Object>> events = read(told());
        assertThat(events)
                .anySatisfy(event -> assertThat(event)
                        .containsEntry("fd.name", "/tmp/ü")
                        .containsEntry("evt.is_open_write", true)
                        .hasEntrySatisfying("evt.arg.flags", flags -> assertThat((String) flags)
                                .contains("O_CREAT", "O_F_CREATED")))
                .anySatisfy(event -> assertThat(event)
                        .containsEntry("fs.path.source", "/tmp/ü")
                        .containsEntry("fs.path.target", "/tmp/u")
                        .containsEntry("proc.cmdline", "mv /tmp/ü /tmp/u"));
    }

    @Test
    void namesWithQuotesAndLineEndsAndWhatIsNoText() throws IOException {
        assertThat(read(told()))
                .anySatisfy(event -> assertThat(event).containsEntry("fd.name", "/a\"b\nc"))
                .anySatisfy(event -> assertThat(event).containsEntry("fd.name", "/x\ufffd\\x41"));
    }

    @Test
    void argumentsAreToldUpToALength() throws IOException {
        assertThat(read(told()))
                .anySatisfy(event -> assertThat(event).hasEntrySatisfying("proc.args", args -> assertThat((String) args)
                        .startsWith("1 2 3 4")
                        .hasSizeBetween(1_500, 1_700)));
    }

    @Test
    void whatIsMissingIsCounted() throws IOException {
        List<String> some = new ArrayList<>(told());
        int begin = some.indexOf(
                some.stream().filter(line -> line.contains("\"E ")).findFirst().orElseThrow());
        some.remove(begin);
        some.add("{\"type\": \"lost_events\", \"data\": {\"events\": 7}}");
        some.add("not the sensor's");
        some.add(some.get(some.indexOf("{\"type\": \"printf\", \"data\": \"N 0 execve\"}")));
        read(some);
        assertThat(losses.toString())
                .contains("7 lines for which the kernel had no room")
                .contains("events of which a part is missing")
                .contains("1 lines that could not be read")
                .contains("1 times the sensor stopped and was started anew");
    }

    @Test
    void damagedLinesStopNothing() throws IOException {
        List<String> all = told();
        Random random = new Random(5);
        for (int i = 0; i < HOSTILE; i++) {
            StringBuilder line = new StringBuilder(all.get(random.nextInt(all.size())));
            for (int edits = 1 + random.nextInt(4); edits > 0 && !line.isEmpty(); edits--) {
                int at = random.nextInt(line.length());
                switch (random.nextInt(4)) {
                    case 0 -> line.deleteCharAt(at);
                    case 1 -> line.insert(at, (char) random.nextInt(0x10000));
                    case 2 -> line.setCharAt(at, "\"\\{}[] 0xX-\n\uffff".charAt(random.nextInt(13)));
                    default -> line.setLength(at);
                }
            }
            assertThatCode(() -> read(List.of(line.toString())))
                    .as(line.toString())
                    .doesNotThrowAnyException();
        }
        assertThat(losses.toString()).contains("lines that could not be read");
        assertThat(read(all)).as("after that, what is whole is read").hasSizeGreaterThan(10);
    }
}
