package dev.tocsin.engine;

import dev.tocsin.report.Shard;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;
import org.junit.platform.engine.support.hierarchical.ForkJoinPoolHierarchicalTestExecutorService;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestEngine;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestExecutorService;
import org.junit.platform.engine.support.hierarchical.SameThreadHierarchicalTestExecutorService;

/**
 * Runs scenarios as JUnit tests. Understands selectors of classes marked {@link Drills}, packages and class path roots that
 * hold such classes, scenario files, folders and class path resources, and the unique ids that it gave. The constants are
 * its configuration parameters, which may be system properties too: {@code -Dscenario=}.
 */
public final class TocsinTestEngine extends HierarchicalTestEngine<DrillContext> {
    /** Which drills of a marked class: names, globs, paths, all. */
    public static final String SCENARIO = "scenario";

    /** A game day instead: its name, or its file. */
    public static final String GAME_DAY = "gameday";

    /** Which drills are run with their defences broken, chosen likewise. */
    public static final String PROOF = "proof";

    /** Which of these mutants: names, globs. */
    public static final String MUTANTS = "mutants";

    /** Only drills that meet a tag expression. */
    public static final String TAGS = "tags";

    /** Another library than the marked class names. */
    public static final String LIBRARY = "tocsin.library";

    /** How many trials of each. */
    public static final String REPEAT = "repeat";

    /** Which part of them: {@code 2/4}. */
    public static final String SHARD = "shard";

    /** Shuffles their order: a number, or random. */
    public static final String SEED = "seed";

    /** Say what would be done, and touch nothing. */
    public static final String DRY_RUN = "dry-run";

    /** Whose cluster is left running: never, on-failure, always. */
    public static final String KEEP = "keep";

    /** How many side by side. */
    public static final String PARALLEL = "parallel";
    /** Who acts on alerts: {@code procedures}, {@code hands-off}, {@code command:<path>}, {@code webhook:<url>}. */
    public static final String RESPONDER = "responder";

    /** Which detectors of the team's own are listened to: {@code falco:8765,alertmanager:9095}. */
    public static final String RECEIVE = "receive";

    /** The certificate and key for that: {@code cert.pem,key.pem} or a PKCS 12 file. */
    public static final String RECEIVE_TLS = "receive.tls";

    /** How audit records come: log, webhook. */
    public static final String AUDIT = "audit";

    /** Whether the next drill's cluster is booted while one runs: on, off. */
    public static final String POOL = "pool";

    /** An existing cluster that drills run in, by a context of the kubeconfig, instead of clusters of their own. */
    public static final String CONTEXT = "context";

    /** That kubeconfig; the one that kubectl takes, if none is given. */
    public static final String KUBECONFIG = "kubeconfig";

    /** What no name of such a cluster may match: regular expressions in a list. */
    public static final String DENY = "deny";

    /** Its audit log, below {@code /var/log} of the API server's nodes. */
    public static final String AUDIT_PATH = "audit.path";

    public static final String ID = "tocsin";

    private static final Path REPORTS = Path.of("reports");

    private static final EngineDiscoveryRequestResolver<RunDescriptor> RESOLVER =
            EngineDiscoveryRequestResolver.<RunDescriptor>builder()
                    .addClassContainerSelectorResolver(ScenarioResolver::isMarked)
                    .addSelectorResolver(context ->
                            new ScenarioResolver(context.getEngineDescriptor(), REPORTS, context.getIssueReporter()))
                    .build();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
        RunOptions options;
        try {
            options = RunOptions.of(request.getConfigurationParameters());
        } catch (IllegalArgumentException e) {
            request.getDiscoveryListener()
                    .issueEncountered(
                            uniqueId,
                            DiscoveryIssue.create(DiscoveryIssue.Severity.ERROR, String.valueOf(e.getMessage())));
            return new RunDescriptor(uniqueId, null);
        }
        RunDescriptor root = new RunDescriptor(uniqueId, options);
        RESOLVER.resolve(request, root);
        return root;
    }

    @Override
    protected DrillContext createExecutionContext(ExecutionRequest request) {
        RunOptions options = options(request);
        DrillContext context = new DrillContext(
                REPORTS,
                options,
                new NextDrills(request.getRootTestDescriptor(), options),
                gameDay(request.getRootTestDescriptor()),
                new ReportEntries(request.getEngineExecutionListener()),
                Cancellation.of(request),
                System.out);
        Shard shard = ((RunDescriptor) request.getRootTestDescriptor()).shard();
        if (shard != null) {
            context.begin(shard);
        }
        return context;
    }

    @Override
    protected HierarchicalTestExecutorService createExecutorService(ExecutionRequest request) {
        int wanted = gameDay(request.getRootTestDescriptor())
                .map(GameDayDescriptor::sideBySide)
                .orElse(options(request).parallel());
        if (options(request).target() != null) {
            return new SameThreadHierarchicalTestExecutorService(); // it has one drill at a time
        }
        int possible = SideBySide.possible(wanted, agents(request.getRootTestDescriptor()), System.out);
        return possible == 1
                ? new SameThreadHierarchicalTestExecutorService()
                : new ForkJoinPoolHierarchicalTestExecutorService(new SideBySide(possible));
    }

    /** Those that drills were chosen by: a seed at random is drawn once. */
    private static RunOptions options(ExecutionRequest request) {
        return ((RunDescriptor) request.getRootTestDescriptor()).options();
    }

    private static Optional<GameDayDescriptor> gameDay(TestDescriptor root) {
        return root.getDescendants().stream()
                .filter(GameDayDescriptor.class::isInstance)
                .map(GameDayDescriptor.class::cast)
                .findFirst();
    }

    /** How many agents each trial or mutant of each drill has. */
    private static List<Integer> agents(TestDescriptor root) {
        return root.getDescendants().stream()
                .filter(OfDrill.class::isInstance)
                .flatMap(
                        one -> Collections.nCopies(
                                Math.max(1, one.getChildren().size()),
                                ((OfDrill) one).drill().machines().agents())
                                .stream())
                .toList();
    }
}
