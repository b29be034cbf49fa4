package dev.tocsin.engine;

import dev.tocsin.scenario.Library;
import dev.tocsin.scenario.ScenarioException;
import dev.tocsin.sigma.RuleException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoveryIssue.Severity;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.discovery.DiscoveryIssueReporter;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/** Finds scenarios for what a build tool selects. A name or a file that cannot be used is an error of the discovery. */
final class ScenarioResolver implements SelectorResolver {
    private static final String CLASS = "class";
    private static final String SCENARIO = "scenario";
    private final String selection;
    private final Optional<String> library;
    private final DiscoveryIssueReporter issues;

    ScenarioResolver(ConfigurationParameters parameters, DiscoveryIssueReporter issues) {
        this.selection = parameters.get(TocsinTestEngine.SCENARIO).orElse("");
        this.library = parameters.get(TocsinTestEngine.LIBRARY);
        this.issues = issues;
    }

    @Override
    public Resolution resolve(ClassSelector selector, Context context) {
        Class<?> type = selector.getJavaClass();
        Drills drills = type.getAnnotation(Drills.class);
        if (drills == null) {
            return Resolution.unresolved();
        }
        return context.addToParent(parent -> Optional.of(new FolderDescriptor(
                        parent.getUniqueId().append(CLASS, type.getName()),
                        type.getSimpleName(),
                        ClassSource.from(type))))
                .map(folder -> Resolution.match(Match.exact(folder, () -> children(folder, drills))))
                .orElse(Resolution.unresolved());
    }

    private Set<DiscoverySelector> children(FolderDescriptor folder, Drills drills) {
        Set<DiscoverySelector> children = new LinkedHashSet<>();
        for (String name : names(Path.of(library.orElse(drills.value())))) {
            children.add(DiscoverySelectors.selectUniqueId(folder.getUniqueId().append(SCENARIO, name)));
        }
        return children;
    }

    private List<String> names(Path root) {
        if (selection.isBlank()) {
            issues.reportIssue(DiscoveryIssue.builder(
                    Severity.ERROR, "No scenario is chosen. Give one: -Dscenario=<name>, or all."));
            return List.of();
        }
        try {
            return new Library(root).select(selection);
        } catch (IllegalArgumentException | ScenarioException e) {
            issues.reportIssue(DiscoveryIssue.builder(Severity.ERROR, String.valueOf(e.getMessage())));
            return List.of();
        }
    }

    @Override
    public Resolution resolve(UniqueIdSelector selector, Context context) {
        UniqueId.Segment last = selector.getUniqueId().getLastSegment();
        if (last.getType().equals(CLASS)) {
            return Resolution.selectors(Set.of(DiscoverySelectors.selectClass(last.getValue())));
        }
        if (!last.getType().equals(SCENARIO)) {
            return Resolution.unresolved();
        }
        UniqueId folder = selector.getUniqueId().removeLastSegment();
        return context.addToParent(
                        () -> DiscoverySelectors.selectClass(
                                folder.getLastSegment().getValue()),
                        parent -> drill(parent.getUniqueId(), last.getValue()))
                .map(drill -> Resolution.match(Match.exact(drill)))
                .orElse(Resolution.unresolved());
    }

    private Optional<DrillDescriptor> drill(UniqueId folder, String name) {
        Path root =
                Path.of(library.orElseGet(() -> folderOf(folder.getLastSegment().getValue())));
        try {
            return Optional.of(DrillDescriptor.load(folder.append(SCENARIO, name), new Library(root), name));
        } catch (ScenarioException | RuleException | IllegalArgumentException e) {
            issues.reportIssue(DiscoveryIssue.builder(Severity.ERROR, "\n" + e.getMessage()));
            return Optional.empty();
        }
    }

    private static String folderOf(String className) {
        try {
            return Class.forName(className, false, Thread.currentThread().getContextClassLoader())
                    .getAnnotation(Drills.class)
                    .value();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("The marker class " + className + " is gone", e);
        }
    }
}
