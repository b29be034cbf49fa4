package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.cluster.PodExec;
import dev.tocsin.cluster.PodShells;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A shell that stays open in a pod answers as an exec of each command would. */
class PodShellsIT {
    private static final String POD = "default/tools";
    private static ActionBench bench;

    @BeforeAll
    static void start() {
        bench = new ActionBench(0);
        bench.apply("""
                apiVersion: v1
                kind: Pod
                metadata: {name: tools, namespace: default}
                spec:
                  containers: [{name: main, image: "tocsin/shop:1", imagePullPolicy: IfNotPresent, command: [sleep, infinity]}]
                """);
    }

    @AfterAll
    static void stop() throws Exception {
        bench.close();
    }

    @Test
    void eachCommandHasItsOwnAnswer() {
        try (PodShells pods = new PodShells(bench.admin)) {
            CommandResult first = run(pods, "echo out; echo err >&2; cd /tmp; X=1; exit 3");
            assertThat(first).isEqualTo(new CommandResult(3, "out\n", "err\n"));
            CommandResult second = run(pods, "printf %s \"$PWD $X\"");
            assertThat(second).as("nothing is left of the first").isEqualTo(new CommandResult(0, "/ ", ""));
            assertThat(pods.run(POD, List.of("base64", "-d"), List.of("a secret\nof two lines"))
                            .stdout())
                    .isEqualTo("a secret\nof two lines");
            assertThat(run(pods, "cat").stdout()).as("no input, and its end").isEmpty();
            assertThat(run(pods, "seq 1 50000").stdout()).hasLineCount(50000);
            assertThat(shells()).as("one for all").hasSize(1);
        }
        ActionBench.until("the shell has gone", () -> shells().isEmpty());
    }

    /** The process ids of those that are open; while one runs a command, it is there more than once. */
    private static List<String> shells() {
        return PodExec.run(bench.admin, POD, List.of("ps", "-o", "pid,args"))
                .stdout()
                .lines()
                .filter(line -> line.contains("sh -c while read -r mark"))
                .map(line -> line.strip().split(" ")[0])
                .toList();
    }

    @Test
    void severalRunAtOnce() {
        try (PodShells pods = new PodShells(bench.admin)) {
            Instant before = Instant.now();
            List<String> said = IntStream.range(0, 5)
                    .parallel()
                    .mapToObj(i -> run(pods, "sleep 1; echo " + i).stdout())
                    .toList();
            assertThat(said).containsExactly("0\n", "1\n", "2\n", "3\n", "4\n");
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aShellThatIsKilledIsReplaced() {
        try (PodShells pods = new PodShells(bench.admin)) {
            assertThat(run(pods, "true").exitCode()).isZero();
            CommandResult killed = run(pods, "kill -9 " + String.join(" ", shells()) + "; sleep 3");
            assertThat(killed.exitCode()).isEqualTo(PodExec.NOT_RUN);
            assertThat(killed.stderr()).isEqualTo("its shell ended with exit code 137");
            assertThat(run(pods, "echo again").stdout()).isEqualTo("again\n");
        }
    }

    @Test
    void aCommandThatGoesOnIsGivenUpAndAPodThatIsNotThereIsNamed() {
        try (PodShells pods = new PodShells(bench.admin)) {
            CommandResult endless = run(pods, "sleep 60");
            assertThat(endless).isEqualTo(new CommandResult(PodExec.NOT_RUN, "", "it went on for more than 10 s"));
            assertThat(run(pods, "echo again").stdout()).isEqualTo("again\n");
            CommandResult nowhere = pods.run("default/nobody", List.of("true"), List.of());
            assertThat(nowhere.exitCode()).isEqualTo(PodExec.NOT_RUN);
            assertThat(nowhere.stderr()).contains("404");
        }
    }

    private static CommandResult run(PodShells pods, String script) {
        return pods.run(POD, List.of("sh", "-c", script), List.of());
    }
}
