package dev.tocsin.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand broken drills: whatever is in a file, there are findings at their places, soon, and never an exception. */
class ScenarioFuzzTest {
    /** Another one: {@code -Dfuzz.seed=}; a failure names the one it came from. */
    private static final long SEED = Long.getLong("fuzz.seed", 20261124L);

    private static final int FILES = Integer.getInteger("fuzz.files", 10_000);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    /** A busy machine makes nothing hang: what counts is the time that the thread itself computed. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final List<String> NASTY = List.of(
            "${",
            "${}",
            "${a.b}",
            "$${",
            "&a",
            "*a",
            "!!binary ",
            "!!set ",
            "? ",
            "- ",
            ": ",
            "<<: ",
            "|\n",
            ">-\n",
            "%",
            "@",
            "\t",
            "\u0000",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "\uD83D",
            "---\n",
            "...\n",
            "[",
            "{",
            "]",
            "}",
            "\"",
            "'",
            "null",
            "~",
            "-0",
            "1e400",
            "0x7f",
            ".nan",
            ".inf",
            "9".repeat(40),
            "[[[[",
            "{a: {b: {c: ",
            "\\",
            "../",
            "/",
            "name",
            "*: *");

    @Test
    void nothingButFindingsComesOut(@TempDir Path folder) throws IOException {
        TestLibrary.make(folder);
        Path path = TestLibrary.drill(folder);
        DrillLoader loader = new DrillLoader(new Library(folder));
        List<byte[]> seeds = seeds();
        loader.check(YamlReader.read("drill.yaml", seeds.get(0)), path); // loading classes is not the first file's time
        Random random = new Random(SEED);
        int broken = 0;
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = seeds.get(random.nextInt(seeds.size()));
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes = mutated(bytes, seeds, random);
            }
            long started = CPU.getCurrentThreadCpuTime();
            List<Finding> findings;
            try {
                YamlFile file = YamlReader.read("drill.yaml", bytes);
                findings = loader.check(file, path);
                ProcedureLoader.check(file, java.nio.file.Path.of("procedures/fuzz.yaml"));
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + SEED + ", file " + i + ":\n" + show(bytes), e);
            }
            Duration took = Duration.ofNanos(CPU.getCurrentThreadCpuTime() - started);
            assertThat(took).as("seed %d, file %d:%n%s", SEED, i, show(bytes)).isLessThan(LONGEST);
            broken += findings.isEmpty() ? 0 : 1;
            long lines = new String(bytes, StandardCharsets.UTF_8).lines().count() + 1;
            for (Finding finding : findings) {
                assertThat(finding.at().column()).isPositive();
                assertThat((long) finding.at().line())
                        .as("seed %d, file %d: %s%n%s", SEED, i, finding, show(bytes))
                        .isBetween(1L, Math.max(lines, breaks(bytes)));
            }
        }
        assertThat(broken).as("most changes break something").isGreaterThan(FILES / 2);
    }

    /** YAML breaks lines at more characters than Java does. */
    private static long breaks(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                        .chars()
                        .filter(c -> c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
                        .count()
                + 1;
    }

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (Path root : List.of(Path.of("scenarios"), Path.of("src/test/resources"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(one -> one.toString().matches(".*\\.ya?ml"))
                        .sorted()
                        .toList()) {
                    seeds.add(Files.readAllBytes(file));
                }
            }
        }
        return seeds;
    }

    private static byte[] mutated(byte[] bytes, List<byte[]> seeds, Random random) {
        int at = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        return switch (random.nextInt(9)) {
            case 0 -> flipped(bytes, at, random);
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 ->
                spliced(bytes, at, at, NASTY.get(random.nextInt(NASTY.size())).getBytes(StandardCharsets.UTF_8));
            case 3 -> spliced(bytes, at, Math.min(bytes.length, at + random.nextInt(40)), new byte[0]);
            case 4 -> lines(bytes, random, false);
            case 5 -> lines(bytes, random, true);
            case 6 -> value(bytes, random);
            case 7 -> crossed(bytes, seeds.get(random.nextInt(seeds.size())), random);
            default ->
                spliced(bytes, at, at, "[{a: ".repeat(random.nextInt(200)).getBytes(StandardCharsets.UTF_8));
        };
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] copy = bytes.clone();
        if (copy.length > 0) {
            copy[at] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        byte[] whole = new byte[from + between.length + bytes.length - to];
        System.arraycopy(bytes, 0, whole, 0, from);
        System.arraycopy(between, 0, whole, from, between.length);
        System.arraycopy(bytes, to, whole, from + between.length, bytes.length - to);
        return whole;
    }

    /** Two lines change places, or one is there twice. */
    private static byte[] lines(byte[] bytes, Random random, boolean twice) {
        List<String> lines = new ArrayList<>(List.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1)));
        int one = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        if (twice) {
            lines.add(other, lines.get(one));
        } else {
            java.util.Collections.swap(lines, one, other);
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    /** A value becomes one of another type. */
    private static byte[] value(byte[] bytes, Random random) {
        List<String> others =
                List.of(" 7", " null", " []", " {}", " true", " [[a]]", " {a: b}", " ''", " ${drill.run}", " -1.5");
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("(?<=: )", -1);
        int one = random.nextInt(parts.length);
        parts[one] = others.get(random.nextInt(others.size())) + parts[one].replaceFirst("^[^,}\\n]*", "");
        return String.join("", parts).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] crossed(byte[] left, byte[] right, Random random) {
        int from = random.nextInt(left.length + 1);
        int to = random.nextInt(right.length + 1);
        byte[] tail = Arrays.copyOfRange(right, to, right.length);
        return spliced(left, from, left.length, tail);
    }

    private static String show(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
