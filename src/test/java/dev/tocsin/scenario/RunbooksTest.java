package dev.tocsin.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.step.Kinds;
import dev.tocsin.timeline.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each procedure has a page for people, and what the page tells them to type is what the procedure does. */
class RunbooksTest {
    private static final Path PAGES = Path.of("docs/runbooks");
    private static final Pattern COMMANDS = Pattern.compile("(?s)(## What it does\n+```sh\n).*?(```\n)");

    static List<String> procedures() {
        return new Library(Path.of("scenarios")).namesIn("procedures");
    }

    private static String commands(Procedure procedure) {
        List<String> lines = new ArrayList<>();
        if (procedure.when() != null) {
            lines.add("# only if " + procedure.when());
        }
        if (procedure.after() != null) {
            lines.add("# after " + procedure.after());
        }
        for (Procedure.Action action : procedure.actions()) {
            lines.add("# " + action.kind() + (action.when() == null ? "" : ", if " + action.when()) + ", within "
                    + Times.target(action.timeout()));
            lines.addAll(Kinds.onClassPath().action(action.kind()).kubectl(action.params()));
        }
        return String.join("\n", lines) + "\n";
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void itsPageSaysWhatItDoes(String name) throws IOException {
        Procedure procedure = new Library(Path.of("scenarios")).procedureFile(name);
        assertThat(procedure).isNotNull();
        assertThat(procedure.runbook()).isEqualTo(PAGES.resolve(name + ".md").toString());
        Path file = Path.of(procedure.runbook());
        String page = Files.readString(file);
        Matcher found = COMMANDS.matcher(page);
        assertThat(found.find()).as("commands on " + file).isTrue();
        String fresh = page.substring(0, found.start())
                + found.group(1)
                + commands(procedure)
                + found.group(2)
                + page.substring(found.end());
        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, fresh);
        }
        assertThat(fresh).isEqualTo(Files.readString(file));
        assertThat(page.lines())
                .startsWith("# " + procedure.title())
                .containsSubsequence("## When", "## What it does", "## What it does not cover", "## How to undo it");
        assertThat(page.split("## [^\n]+\n"))
                .allSatisfy(part -> assertThat(part).isNotBlank());
    }

    @Test
    void noPageIsLeftOver() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(page -> !page.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(
                            procedures().stream().map(name -> name + ".md").toList());
        }
    }
}
