package dev.tocsin.engine;

import dev.tocsin.scenario.Detect;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Library;
import dev.tocsin.sigma.Rule;
import dev.tocsin.sigma.Rules;
import dev.tocsin.timeline.Outcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.engine.support.hierarchical.Node;

/** One drill as one test, loaded and checked before anything starts. */
final class DrillDescriptor extends AbstractTestDescriptor implements Node<DrillContext> {
    private final transient Drill drill;
    private final transient List<Rule> rules;

    private DrillDescriptor(UniqueId id, Drill drill, List<Rule> rules) {
        super(
                id,
                drill.info().name(),
                FileSource.from(drill.file().toAbsolutePath().toFile()));
        this.drill = drill;
        this.rules = rules;
    }

    static DrillDescriptor load(UniqueId id, Library library, String name) {
        Drill drill = library.load(name);
        List<Rule> rules = Rules.read(
                drill.detect().stream().map(Detect::rule).distinct().toList(),
                library.root().resolve("rules"));
        return new DrillDescriptor(id, drill, rules);
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }

    @Override
    public Set<TestTag> getTags() {
        Set<TestTag> tags = new LinkedHashSet<>();
        tags.add(TestTag.create(drill.info().tactic()));
        drill.info().techniques().forEach(technique -> tags.add(TestTag.create(technique)));
        return tags;
    }

    @Override
    public DrillContext execute(DrillContext context, DynamicTestExecutor dynamicTestExecutor) {
        Outcome outcome = context.run(drill, rules);
        Judgement.of(outcome);
        return context;
    }
}
