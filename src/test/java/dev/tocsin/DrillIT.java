package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.report.ReportPage;
import dev.tocsin.report.Reports;
import dev.tocsin.scenario.Claims;
import dev.tocsin.scenario.Library;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Times;
import dev.tocsin.timeline.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill on a real cluster, and its report in a real browser. */
@Alone
class DrillIT {
    @Test
    void theDrillHoldsAndItsReportShowsIt(@TempDir Path folder) throws Exception {
        Outcome outcome = new Scratch(folder.resolve("scenarios")).run();

        assertThat(outcome.verdict()).as(outcome.explanation()).isEqualTo(Verdict.HELD);
        assertThat(outcome.spans()).extracting("phase").containsExactly((Object[]) Phase.values());
        assertThat(outcome.results())
                .extracting(result -> result.objective().phase())
                .contains(Phase.DETECT, Phase.CONTAIN, Phase.ERADICATE, Phase.RECOVER, Phase.AFTER);
        assertThat(outcome.facts())
                .as("no credential in anything that is written down")
                .noneMatch(fact -> fact.toString().contains("eyJ"));
        assertThat(outcome.evidence())
                .noneMatch(evidence -> evidence.content().contains("eyJ"))
                .anyMatch(evidence -> evidence.name().equals("audit records of the incident")
                        && evidence.content().contains("violates PodSecurity"));

        Path reports = folder.resolve("reports");
        Reports made = new Reports(reports);
        made.add(outcome);
        made.covering(() -> Optional.of(Claims.of(new Library(folder.resolve("scenarios")))));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        made.finish(new PrintStream(said, true));
        assertThat(said.toString()).contains("report: ", "coverage: ");

        try (ReportPage page = ReportPage.open(reports.resolve("latest/report.html"))) {
            page.drill(outcome.drill().title());
            String overview = page.text();
            assertThat(overview).contains(outcome.drill().title());
            for (Phase phase : Phase.values()) {
                assertThat(overview).contains(phase.label() + ": held");
            }
            for (Result result : outcome.results()) {
                assertThat(overview).contains(Times.text(result.measured()));
            }
            page.unfold("detect");
            assertThat(page.text()).contains("objective: alert audit/privileged-pod-created: held");
            page.screenshot(Path.of("target/report.png"));
            assertThat(page.complaints()).isEmpty();
            assertThat(page.requests()).isEmpty();
        }
        try (ReportPage page = ReportPage.open(reports.resolve("latest/coverage.html"))) {
            String name = outcome.drill().name();
            assertThat(page.follow(".cell.held a[href='#drill-" + name + "']")).contains(name, "held");
            assertThat(page.overflowing()).isEmpty();
        }
    }
}
