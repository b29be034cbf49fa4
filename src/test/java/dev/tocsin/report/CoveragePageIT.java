package dev.tocsin.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.scenario.Claims;
import dev.tocsin.scenario.Library;
import dev.tocsin.timeline.Coverage;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coverage of the library in a real browser, beside one real run. */
class CoveragePageIT {
    @TempDir
    private Path folder;

    @Test
    void everyCellIsReadableAndLeadsToItsDrills() throws Exception {
        Path run = RealRun.copy(folder.resolve("reports"), "20261124T120000Z");
        Coverage coverage = Claims.of(new Library(Path.of("scenarios")));
        Path site = folder.resolve("reports/20261125T120000Z");
        new CoveragePages(coverage, folder.resolve("reports")).write(site);
        try (ReportPage page = ReportPage.open(site.resolve(CoveragePages.PAGE))) {
            String text = page.text();
            coverage.matrices().forEach(matrix -> matrix.lines()
                    .forEach(line -> assertThat(text).contains(line.code() + " " + line.words())));
            assertThat(text).contains("untested", "not run", RealRun.DRILL + " held\n");
            assertThat(page.complaints()).isEmpty();
            assertThat(page.requests()).isEmpty();
            for (int width : new int[] {1500, 900, 520}) {
                assertThat(page.wide(width).overflowing())
                        .as("at %d pixels", width)
                        .isEmpty();
                page.screenshot(Path.of("target/screenshots/coverage-" + width + ".png"));
            }
            page.wide(1500);
            assertThat(page.links(".cell a")).isNotEmpty().allSatisfy(link -> assertThat(coverage.drills())
                    .extracting(drill -> "#drill-" + drill.name())
                    .contains(link));
            assertThat(page.follow(".cell a[href='#drill-" + RealRun.DRILL + "']"))
                    .contains(RealRun.DRILL, "held");
            page.screenshot(Path.of("target/screenshots/coverage-drill.png"));
            assertThat(page.links("td a[href$='.svg']")).singleElement().satisfies(link -> assertThat(
                            site.resolve(URLDecoder.decode(link, StandardCharsets.UTF_8))
                                    .normalize())
                    .isEqualTo(run.resolve(RealRun.DRILL + ".svg"))
                    .exists());
        }
    }
}
