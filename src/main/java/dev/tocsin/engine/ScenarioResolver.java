package dev.tocsin.engine;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import dev.tocsin.scenario.Library;
import dev.tocsin.scenario.Nearest;
import dev.tocsin.scenario.ScenarioException;
import dev.tocsin.scenario.Selection;
import dev.tocsin.sigma.RuleException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoveryIssue.Severity;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.ClasspathResourceSelector;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.FileSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.DirectorySource;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.engine.support.discovery.DiscoveryIssueReporter;
import org.junit.platform.engine.support.discovery.SelectorResolver;
import org.junit.platform.launcher.TagFilter;

/** Finds scenarios for what a build tool selects. What cannot be used is an issue of the discovery, never silence. */
final class ScenarioResolver implements SelectorResolver {
    private static final String CLASS = "class";
    static final String SCENARIO = "scenario";
    private static final String GAME_DAY = "gameday";
    private static final String PROOF = "drill";
    private static final String DEFAULT_LIBRARY = "scenarios";
    private final RunDescriptor run;
    private final RunOptions options;
    private final Path reports;
    private final DiscoveryIssueReporter issues;

    ScenarioResolver(RunDescriptor run, Path reports, DiscoveryIssueReporter issues) {
        this.run = run;
        this.options = run.options();
        this.reports = reports;
        this.issues = issues;
    }

    static boolean isMarked(Class<?> type) {
        return type.isAnnotationPresent(Drills.class);
    }

    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
        Class<?> type = selector.getJavaClass();
        if (!isMarked(type)) {
            return Resolution.unresolved();
        }
        return context.addToParent(parent -> Optional.of(new FolderDescriptor(
                        parent.getUniqueId().append(CLASS, type.getName()),
                        type.getSimpleName(),
                        ClassSource.from(type))))
                .map(folder -> Resolution.match(Match.exact(folder, () -> chosen(folder.getUniqueId(), type))))
                .orElse(Resolution.unresolved());
    }

    private Set<? extends DiscoverySelector> chosen(UniqueId folder, Class<?> type) {
        if (!options.gameDay().isEmpty()) {
            return gameDay(folder, type);
        }
        if (!options.proof().isEmpty()) {
            return chosen(folder, type, PROOF, options.proof());
        }
        String scenario = options.scenario().isEmpty() && !options.tags().isEmpty() ? "all" : options.scenario();
        if (scenario.isEmpty()) {
            return nothing("No scenario is chosen. Give one: -Dscenario=<name>, or all.", ClassSource.from(type));
        }
        return chosen(folder, type, SCENARIO, scenario);
    }

    private Set<? extends DiscoverySelector> chosen(UniqueId folder, Class<?> type, String as, String selection) {
        try {
            Library library = new Library(libraryOf(type.getAnnotation(Drills.class)));
            return selectors(folder, as, ordered(tagged(library, folder, Selection.of(selection, library))));
        } catch (IllegalArgumentException e) {
            return nothing(String.valueOf(e.getMessage()), ClassSource.from(type));
        }
    }

    /** By its name or its file; ids carry the name. */
    private Set<? extends DiscoverySelector> gameDay(UniqueId folder, Class<?> type) {
        Library library = new Library(libraryOf(type.getAnnotation(Drills.class)));
        String wanted = options.gameDay();
        Path file = Path.of(wanted).toAbsolutePath().normalize();
        return library.gameDays().entrySet().stream()
                .filter(one -> one.getKey().equals(wanted)
                        || one.getValue().toAbsolutePath().normalize().equals(file))
                .findFirst()
                .<Set<? extends DiscoverySelector>>map(
                        one -> Set.of(selectUniqueId(folder.append(GAME_DAY, one.getKey()))))
                .orElseGet(() -> nothing(
                        "There is no game day '" + wanted + "' in "
                                + library.root().resolve("gamedays") + "."
                                + Nearest.hint(wanted, library.gameDays().keySet()),
                        ClassSource.from(type)));
    }

    private static Set<DiscoverySelector> selectors(UniqueId parent, String as, List<String> names) {
        Set<DiscoverySelector> selectors = new LinkedHashSet<>();
        names.forEach(name -> selectors.add(selectUniqueId(parent.append(as, name))));
        return selectors;
    }

    /** Those whose tags meet the expression; a drill that cannot be loaded stays, and is reported when it is. */
    private List<String> tagged(Library library, UniqueId parent, List<String> names) {
        if (options.tags().isEmpty()) {
            return names;
        }
        var filter = filter();
        Set<String> seen = new java.util.TreeSet<>();
        List<String> some = names.stream()
                .filter(name -> {
                    try {
                        DrillDescriptor drill =
                                DrillDescriptor.load(parent.append(SCENARIO, name), library, name, 1, List.of());
                        drill.getTags().forEach(tag -> seen.add(tag.getName()));
                        return filter.apply(drill).included();
                    } catch (ScenarioException | RuleException e) {
                        return true;
                    }
                })
                .toList();
        if (some.isEmpty()) {
            throw new IllegalArgumentException(
                    "No drill has tags that meet '" + options.tags() + "'. Tags: " + String.join(", ", seen) + ".");
        }
        return some;
    }

    private org.junit.platform.launcher.PostDiscoveryFilter filter() {
        try {
            return TagFilter.includeTags(options.tags());
        } catch (JUnitException e) {
            throw new IllegalArgumentException(
                    "'" + options.tags() + "' is not a tag expression: " + e.getMessage(), e);
        }
    }

    private List<String> dealt(List<String> names) {
        List<String> mine = Shards.deal(names, new LastDurations(reports).read(), options.shard());
        run.dealt(names, mine);
        if (mine.isEmpty()) {
            issues.reportIssue(DiscoveryIssue.builder(
                    Severity.INFO,
                    "Nothing falls to shard " + options.shard().index() + " of "
                            + options.shard().of() + "."));
        }
        return mine;
    }

    private List<String> ordered(List<String> names) {
        List<String> mine = new ArrayList<>(dealt(names));
        if (options.seed() != null) {
            Collections.shuffle(mine, new Random(options.seed()));
        } else if (options.parallel() > 1) {
            return Shards.longestFirst(mine, new LastDurations(reports).read()); // one that began last would end alone
        }
        return mine;
    }

    private Path libraryOf(@Nullable Drills drills) {
        return Path.of(
                !options.library().isEmpty() ? options.library() : drills == null ? DEFAULT_LIBRARY : drills.value());
    }

    @Override
    public Resolution resolve(UniqueIdSelector selector, Context context) {
        UniqueId id = selector.getUniqueId();
        UniqueId.Segment last = id.getLastSegment();
        return switch (last.getType()) {
            case CLASS -> Resolution.selectors(Set.of(selectClass(last.getValue())));
            case GAME_DAY -> scenario(id, context);
            case SCENARIO, PROOF ->
                inPart(id) ? part(id, context, "There is no " + last.getValue() + " in it.") : scenario(id, context);
            case GameDayDescriptor.PART, GameDayDescriptor.END ->
                part(id, context, "The game day has no " + last.getType() + " '" + last.getValue() + "'.");
            case DrillDescriptor.TRIAL ->
                part(id, context, "There is no trial " + last.getValue() + " without -Drepeat.");
            case ProofDescriptor.MUTANT -> part(id, context, "There is no mutant '" + last.getValue() + "'.");
            default -> Resolution.unresolved();
        };
    }

    private static boolean inPart(UniqueId id) {
        return id.removeLastSegment().getLastSegment().getType().equals(GameDayDescriptor.PART);
    }

    /** A game day's part, a trial or a mutant: one of the parts of what stands above it. */
    private Resolution part(UniqueId id, Context context, String otherwise) {
        return context.addToParent(() -> selectUniqueId(id.removeLastSegment()), parent -> parts(parent).stream()
                        .filter(one -> one.getUniqueId().equals(id))
                        .findFirst())
                .map(one -> Resolution.match(whole(one)))
                .orElseGet(() -> {
                    nothing(otherwise, null);
                    return Resolution.unresolved();
                });
    }

    private static List<TestDescriptor> parts(TestDescriptor of) {
        return of instanceof Whole whole ? whole.parts() : List.of();
    }

    /** With all of its parts, unless one of them was asked for. */
    private static Match whole(TestDescriptor drill) {
        return Match.exact(drill, () -> {
            Set<DiscoverySelector> parts = new LinkedHashSet<>();
            parts(drill).forEach(part -> parts.add(selectUniqueId(part.getUniqueId())));
            return parts;
        });
    }

    private Resolution scenario(UniqueId id, Context context) {
        UniqueId parent = id.removeLastSegment();
        UniqueId.Segment own = id.getLastSegment();
        boolean inClass = parent.getLastSegment().getType().equals(CLASS);
        return (inClass
                        ? context.addToParent(
                                () -> selectClass(parent.getLastSegment().getValue()),
                                folder -> drill(folder.getUniqueId(), own, libraryOf(classOf(folder.getUniqueId()))))
                        : context.addToParent(root -> drill(root.getUniqueId(), own, libraryOf(null))))
                .map(drill -> Resolution.match(whole(drill)))
                .orElse(Resolution.unresolved());
    }

    private static @Nullable Drills classOf(UniqueId folder) {
        try {
            return Class.forName(
                            folder.getLastSegment().getValue(),
                            false,
                            Thread.currentThread().getContextClassLoader())
                    .getAnnotation(Drills.class);
        } catch (ClassNotFoundException e) {
            return null; // the class selector has said so
        }
    }

    /** @param own the last segment of its id: whether it is to be run or proofed or is a game day, and its name */
    private Optional<TestDescriptor> drill(UniqueId parent, UniqueId.Segment own, Path root) {
        String name = own.getValue();
        Library library = new Library(root);
        Path file = (own.getType().equals(GAME_DAY) ? library.gameDays() : library.drills()).get(name);
        if (file == null) {
            nothing("There is no " + words(own.getType()) + " '" + name + "' in " + root + ".", null);
            return Optional.empty();
        }
        try {
            UniqueId id = parent.append(own);
            return Optional.of(
                    switch (own.getType()) {
                        case PROOF -> ProofDescriptor.load(id, library, name, options.mutants());
                        case GAME_DAY -> GameDayDescriptor.load(id, library, name, options, this::dealt);
                        default -> DrillDescriptor.load(id, library, name, options.repeat(), List.of());
                    });
        } catch (ScenarioException | RuleException | IllegalArgumentException e) {
            nothing("\n" + e.getMessage(), FileSource.from(file.toAbsolutePath().toFile()));
            return Optional.empty();
        }
    }

    private static String words(String type) {
        return type.equals(GAME_DAY) ? "game day" : "drill";
    }

    @Override
    public Resolution resolve(FileSelector selector, Context context) {
        return files(selector.getPath(), FileSource.from(selector.getFile()), context);
    }

    @Override
    public Resolution resolve(DirectorySelector selector, Context context) {
        return files(selector.getPath(), DirectorySource.from(selector.getDirectory()), context);
    }

    @Override
    public Resolution resolve(ClasspathResourceSelector selector, Context context) {
        URL resource = Thread.currentThread().getContextClassLoader().getResource(selector.getClasspathResourceName());
        if (resource == null || !resource.getProtocol().equals("file")) {
            return Resolution.unresolved(); // another engine's, or in a jar, where a library cannot be opened
        }
        try {
            Path path = Path.of(new URI(resource.toString()));
            return files(path, FileSource.from(path.toFile()), context);
        } catch (URISyntaxException e) {
            return Resolution.unresolved();
        }
    }

    /** Drills that were selected by their files stand directly under the engine: their ids hold no path. */
    private Resolution files(Path path, TestSource source, Context context) {
        if (Files.isRegularFile(path) && !path.toString().matches(".*\\.ya?ml")) {
            return Resolution.unresolved();
        }
        Path root = libraryAround(path.toAbsolutePath().normalize());
        if (root == null) {
            if (Files.isRegularFile(path)) {
                nothing("The file is in no library: no folder above it is named drills.", source);
            }
            return Resolution.unresolved();
        }
        try {
            Library library = new Library(root);
            Set<Match> matches = new LinkedHashSet<>();
            for (String name : ordered(Selection.of(path.toString(), library))) {
                context.addToParent(engine -> drill(
                                engine.getUniqueId(),
                                UniqueId.root(SCENARIO, name).getLastSegment(),
                                root))
                        .ifPresent(drill -> matches.add(whole(drill)));
            }
            return matches.isEmpty() ? Resolution.unresolved() : Resolution.matches(matches);
        } catch (IllegalArgumentException e) {
            nothing(String.valueOf(e.getMessage()), source);
            return Resolution.unresolved();
        }
    }

    /** The folder above a drill that holds {@code drills/}; null if none does. */
    static @Nullable Path libraryAround(Path path) {
        for (Path folder = path; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("drills"))) {
                return folder;
            }
        }
        return null;
    }

    private Set<DiscoverySelector> nothing(String why, @Nullable TestSource source) {
        issues.reportIssue(DiscoveryIssue.builder(Severity.ERROR, why).source(Optional.ofNullable(source)));
        return Set.of();
    }
}
