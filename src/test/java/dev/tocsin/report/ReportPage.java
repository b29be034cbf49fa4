package dev.tocsin.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The HTML report in a real browser, read as a person would: open the file, go to the suites, open a drill. */
public final class ReportPage implements AutoCloseable {
    private final ChromeDriver browser;
    private final WebDriverWait wait;

    private ReportPage(ChromeDriver browser) {
        this.browser = browser;
        this.wait = new WebDriverWait(browser, Duration.ofSeconds(20));
    }

    public static ReportPage open(Path html) throws IOException {
        ChromeOptions options = new ChromeOptions()
                .setBinary("/usr/bin/chromium")
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1500,1300",
                        "--user-data-dir=" + Files.createTempDirectory("tocsin-browser-"));
        ChromeDriverService driver = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                .build();
        ReportPage page = new ReportPage(new ChromeDriver(driver, options));
        page.browser.get(html.toAbsolutePath().toUri() + "#suites");
        return page;
    }

    /** Opens the drill's page by its title. */
    public ReportPage drill(String title) {
        By groups = By.cssSelector(".node__title");
        wait.until(ExpectedConditions.presenceOfElementLocated(groups));
        By leaf = By.xpath("//*[contains(@class,'node__leaf')][contains(.,\"" + title + "\")]");
        // Groups are folded: unfold the innermost visible one until the drill shows.
        for (int depth = 0; depth < 4 && !shown(leaf); depth++) {
            List<WebElement> visible = browser.findElements(groups).stream()
                    .filter(WebElement::isDisplayed)
                    .toList();
            visible.get(visible.size() - 1).click();
        }
        wait.until(ExpectedConditions.elementToBeClickable(leaf)).click();
        wait.until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(".test-result"), title));
        return this;
    }

    private boolean shown(By element) {
        return browser.findElements(element).stream().anyMatch(WebElement::isDisplayed);
    }

    /** Unfolds a phase. */
    public ReportPage unfold(String phase) {
        By step = By.xpath("//*[contains(@class,'step__name')][starts-with(normalize-space(.),'" + phase + ":')]");
        wait.until(ExpectedConditions.elementToBeClickable(step)).click();
        return this;
    }

    public String text() {
        return browser.findElement(By.tagName("body")).getText();
    }

    public void screenshot(Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.write(to, browser.getScreenshotAs(OutputType.BYTES));
    }

    /** As a window of that width shows it. */
    public ReportPage wide(int pixels) {
        browser.manage().window().setSize(new Dimension(pixels, 1300));
        return this;
    }

    /** Where links lead: {@code #drill-x}, {@code ../run/x.svg}. */
    public List<String> links(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .map(link -> String.valueOf(link.getDomAttribute("href")))
                .toList();
    }

    /** Follows a link within the page; gives the text of what it leads to. */
    public String follow(String selector) {
        browser.findElement(By.cssSelector(selector)).click();
        return browser.findElement(By.cssSelector(":target")).getText();
    }

    /** What is wider than the room that it has. */
    public List<String> overflowing() {
        Object found = browser.executeScript(
                "return [...document.body.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth + 1"
                        + " && e.clientWidth > 0).map(e => e.tagName + ': ' + e.textContent.substring(0, 60))");
        return found instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** As the browser prints it, PDF, on the paper that the page asks for. */
    public byte[] printed() {
        Object data = browser.executeCdpCommand("Page.printToPDF", Map.of("preferCSSPageSize", true))
                .get("data");
        return Base64.getDecoder().decode(String.valueOf(data));
    }

    /** What the browser complained about: scripts that failed, addresses that were asked for in vain. */
    public List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Every address that the page asked for, besides itself. */
    public List<String> requests() {
        Object names = browser.executeScript(
                "return performance.getEntriesByType('resource').map(r => r.name).filter(n => !n.startsWith('data:') && !n.startsWith('blob:'))");
        return names instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    @Override
    public void close() {
        browser.quit();
    }
}
