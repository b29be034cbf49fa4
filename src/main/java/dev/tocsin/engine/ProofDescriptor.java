package dev.tocsin.engine;

import dev.tocsin.drill.DrillRules;
import dev.tocsin.proofing.Mutant;
import dev.tocsin.proofing.Mutants;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Library;
import java.util.List;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.engine.support.hierarchical.Node;

/** The proofing of a drill: the container of its mutants. The drill is run as it is first, for it has to hold. */
final class ProofDescriptor extends AbstractTestDescriptor implements Node<DrillContext>, OfDrill {
    static final String MUTANT = "mutant";
    private final transient Drill drill;
    private final transient DrillRules rules;
    private final transient List<Mutant> mutants;

    private ProofDescriptor(UniqueId id, Drill drill, DrillRules rules, List<Mutant> mutants) {
        super(
                id,
                drill.info().name(),
                FileSource.from(drill.file().toAbsolutePath().toFile()));
        this.drill = drill;
        this.rules = rules;
        this.mutants = mutants;
    }

    @Override
    public List<TestDescriptor> parts() {
        return mutants.stream()
                .<TestDescriptor>map(mutant -> new MutantDescriptor(
                        getUniqueId().append(MUTANT, mutant.id()),
                        mutant,
                        getSource().orElseThrow()))
                .toList();
    }

    /** @throws IllegalArgumentException if none of its mutants is chosen */
    static ProofDescriptor load(UniqueId id, Library library, String name, String mutants) {
        Drill drill = library.load(name);
        DrillRules rules = DrillRules.of(drill, library);
        return new ProofDescriptor(id, drill, rules, Chosen.of(mutants, Mutants.of(drill, rules, Proofings.whole())));
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }

    @Override
    public Drill drill() {
        return drill;
    }

    /** Those that were selected. */
    private List<Mutant> mutants() {
        return getChildren().stream()
                .map(MutantDescriptor.class::cast)
                .map(MutantDescriptor::mutant)
                .toList();
    }

    @Override
    public SkipResult shouldBeSkipped(DrillContext context) {
        return context.dryRun(drill, rules, mutants())
                ? SkipResult.skip("a dry run: nothing was touched")
                : SkipResult.doNotSkip();
    }

    @Override
    public DrillContext execute(DrillContext context, DynamicTestExecutor dynamicTestExecutor)
            throws InterruptedException {
        context.proofings().control(drill, rules, mutants(), this);
        return context;
    }

    @Override
    public void after(DrillContext context) {
        context.proofings().conclude(drill, mutants());
    }
}
