package dev.tocsin.engine;

import dev.tocsin.proofing.Mutant;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.hierarchical.Node;

/** One mutant of a drill. It passes if the drill notices. */
final class MutantDescriptor extends AbstractTestDescriptor implements Node<DrillContext> {
    private final transient Mutant mutant;

    MutantDescriptor(UniqueId id, Mutant mutant, TestSource source) {
        super(id, mutant.drill().info().name() + " " + mutant.id(), source);
        this.mutant = mutant;
    }

    Mutant mutant() {
        return mutant;
    }

    @Override
    public Type getType() {
        return Type.TEST;
    }

    @Override
    public SkipResult shouldBeSkipped(DrillContext context) {
        String why = context.proofings().notApplicable(mutant);
        return why.isEmpty() ? SkipResult.doNotSkip() : SkipResult.skip("not applicable: " + why);
    }

    @Override
    public DrillContext execute(DrillContext context, DynamicTestExecutor dynamicTestExecutor)
            throws InterruptedException {
        Judgement.of(context.proofings().proof(mutant, this));
        return context;
    }
}
