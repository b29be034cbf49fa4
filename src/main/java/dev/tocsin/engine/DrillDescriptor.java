package dev.tocsin.engine;

import dev.tocsin.drill.DrillRules;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Library;
import dev.tocsin.scenario.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.engine.support.hierarchical.Node;

/** One drill as one test, loaded and checked before anything starts; or, when it is repeated, the container of its trials. */
final class DrillDescriptor extends AbstractTestDescriptor implements Node<DrillContext>, OfDrill {
    static final String TRIAL = "trial";
    private final transient Drill drill;
    private final transient DrillRules rules;
    private final int trials;

    private DrillDescriptor(UniqueId id, Drill drill, DrillRules rules, int trials) {
        super(
                id,
                drill.info().name(),
                FileSource.from(drill.file().toAbsolutePath().toFile()));
        this.drill = drill;
        this.rules = rules;
        this.trials = trials;
    }

    @Override
    public List<TestDescriptor> parts() {
        return IntStream.rangeClosed(1, trials > 1 ? trials : 0)
                .<TestDescriptor>mapToObj(trial -> new TrialDescriptor(
                        getUniqueId().append(TRIAL, String.valueOf(trial)),
                        getDisplayName() + " trial " + trial,
                        getSource().orElseThrow()))
                .toList();
    }

    /** @param targets other targets than the drill's own, where they are about it */
    static DrillDescriptor load(UniqueId id, Library library, String name, int trials, List<Target> targets) {
        Drill drill = Target.aim(library.load(name), targets);
        return new DrillDescriptor(id, drill, DrillRules.of(drill, library), trials);
    }

    @Override
    public Type getType() {
        return trials > 1 ? Type.CONTAINER : Type.TEST;
    }

    @Override
    public Set<TestTag> getTags() {
        Set<TestTag> tags = new LinkedHashSet<>();
        drill.info().tags().stream().filter(TestTag::isValid).forEach(tag -> tags.add(TestTag.create(tag)));
        return tags;
    }

    @Override
    public Drill drill() {
        return drill;
    }

    DrillRules rules() {
        return rules;
    }

    @Override
    public ExecutionMode getExecutionMode() {
        return part().map(DrillsDescriptor::modeOfDrills).orElse(ExecutionMode.CONCURRENT);
    }

    /** The part of a game day that it belongs to. */
    private Optional<DrillsDescriptor> part() {
        return getParent().filter(DrillsDescriptor.class::isInstance).map(DrillsDescriptor.class::cast);
    }

    /** Comes before it is asked whether the drill is to be left out: while it waits, that may change. */
    @Override
    public DrillContext prepare(DrillContext context) throws InterruptedException {
        if (part().isPresent()) {
            part().get().enter();
        }
        return context;
    }

    @Override
    public void cleanUp(DrillContext context) {
        part().ifPresent(DrillsDescriptor::leave);
    }

    @Override
    public SkipResult shouldBeSkipped(DrillContext context) {
        return context.dryRun(drill, rules)
                ? SkipResult.skip("a dry run: nothing was touched")
                : cluster()
                        .map(OneCluster::broken)
                        .filter(why -> !why.isEmpty())
                        .map(SkipResult::skip)
                        .orElseGet(context.day()::skipped);
    }

    private Optional<OneCluster> cluster() {
        return part().flatMap(DrillsDescriptor::cluster);
    }

    @Override
    public DrillContext execute(DrillContext context, DynamicTestExecutor dynamicTestExecutor)
            throws InterruptedException {
        if (trials == 1) {
            Judgement.of(
                    cluster().isPresent()
                            ? context.run(cluster().get(), drill, rules, this)
                            : context.run(drill, rules, drill.info().name(), this));
        }
        return context;
    }

    @Override
    public void after(DrillContext context) {
        if (trials > 1) {
            context.spread(drill.info().name());
        }
    }
}
