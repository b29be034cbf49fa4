package dev.tocsin.engine;

import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.GameDay;
import dev.tocsin.scenario.Library;
import dev.tocsin.scenario.Machines;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.engine.support.hierarchical.Node;

/** A part of a game day that runs drills, in order or so many side by side, each on a cluster of its own or all on one. */
final class DrillsDescriptor extends AbstractTestDescriptor implements Node<DrillContext>, Whole {
    private final transient List<TestDescriptor> drills;
    private final transient Semaphore places;
    private final int sideBySide;
    private final transient Optional<OneCluster> cluster;

    private DrillsDescriptor(
            UniqueId id, TestSource source, List<TestDescriptor> drills, int sideBySide, Optional<OneCluster> cluster) {
        super(id, "drills", source);
        this.drills = drills;
        this.sideBySide = sideBySide;
        this.cluster = cluster;
        this.places = new Semaphore(sideBySide, true);
    }

    static DrillsDescriptor load(UniqueId id, Library library, GameDay day, GameDay.Drills part, List<String> names) {
        List<TestDescriptor> drills = names.stream()
                .<TestDescriptor>map(name -> DrillDescriptor.load(
                        id.append(ScenarioResolver.SCENARIO, name), library, name, part.repeat(), day.targets()))
                .toList();
        Optional<OneCluster> cluster = drills.stream()
                .filter(one -> part.onOneCluster())
                .map(one -> ((OfDrill) one).drill())
                .map(Drill::machines)
                .reduce(Machines::with)
                .map(OneCluster::new);
        return new DrillsDescriptor(
                id, FileSource.from(day.file().toAbsolutePath().toFile()), drills, part.sideBySide(), cluster);
    }

    /** The cluster that its drills share, if they do. */
    Optional<OneCluster> cluster() {
        return cluster;
    }

    @Override
    public void after(DrillContext context) {
        cluster.ifPresent(context::end);
    }

    /** Each part ends before the next one begins. */
    @Override
    public ExecutionMode getExecutionMode() {
        return ExecutionMode.SAME_THREAD;
    }

    ExecutionMode modeOfDrills() {
        return sideBySide == 1 ? ExecutionMode.SAME_THREAD : ExecutionMode.CONCURRENT;
    }

    /** Waits for a place: other parts may have more drills side by side. */
    void enter() throws InterruptedException {
        places.acquire();
    }

    void leave() {
        places.release();
    }

    @Override
    public List<TestDescriptor> parts() {
        return drills;
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }
}
