package dev.tocsin.engine;

import dev.tocsin.scenario.GameDay;
import dev.tocsin.scenario.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.engine.support.hierarchical.Node;

/** A game day: the container of its parts, loaded and drawn before anything starts. */
final class GameDayDescriptor extends AbstractTestDescriptor implements Node<DrillContext>, Whole {
    static final String PART = "part";
    static final String END = "end";
    private final transient GameDay day;
    private final transient List<TestDescriptor> parts = new ArrayList<>();
    private final long seed;

    private GameDayDescriptor(UniqueId id, GameDay day, long seed) {
        super(id, day.name(), FileSource.from(day.file().toAbsolutePath().toFile()));
        this.day = day;
        this.seed = seed;
    }

    /**
     * @param dealt what of some drills falls to this shard
     * @throws dev.tocsin.scenario.ScenarioException with every mistake in its file or in its drills'
     */
    static GameDayDescriptor load(
            UniqueId id, Library library, String name, RunOptions options, UnaryOperator<List<String>> dealt) {
        GameDay day = library.gameDay(name);
        Long given = options.seed();
        long seed = given == null ? new Random().nextInt(Integer.MAX_VALUE) : given;
        GameDayDescriptor whole = new GameDayDescriptor(id, day, seed);
        Map<Integer, List<String>> chosen = library.drillsOf(day, seed);
        List<String> mine =
                dealt.apply(chosen.values().stream().flatMap(List::stream).toList());
        boolean first = options.shard().index() == 1;
        for (int place = 0; place < day.agenda().size(); place++) {
            UniqueId own = id.append(PART, String.valueOf(place + 1));
            GameDay.Part part = day.agenda().get(place);
            if (part instanceof GameDay.Drills drills) {
                List<String> names = new ArrayList<>(chosen.get(place));
                if (!drills.onOneCluster()) {
                    names.retainAll(mine);
                } else if (!mine.contains(names.get(0))) {
                    names.clear(); // whose the first is, is the cluster
                }
                whole.parts.add(DrillsDescriptor.load(own, library, day, drills, names));
            } else if (first) {
                // People are asked and told once, however many shards there are.
                whole.parts.add(
                        new PeopleDescriptor(own, part, whole.getSource().orElseThrow()));
            }
        }
        whole.parts.add(new EndDescriptor(
                id.append(END, name), name + " as a whole", whole.getSource().orElseThrow()));
        return whole;
    }

    GameDay day() {
        return day;
    }

    /** What is drawn was drawn by it. */
    long seed() {
        return seed;
    }

    /** Those of its drills that were selected, in order. */
    List<String> planned() {
        return getDescendants().stream()
                .filter(OfDrill.class::isInstance)
                .map(TestDescriptor::getDisplayName)
                .toList();
    }

    /** Whether it goes on to its end: a part alone says nothing of the day. */
    boolean isWhole() {
        return getChildren().stream().anyMatch(EndDescriptor.class::isInstance);
    }

    /** How many drills of one part run side by side, at most. */
    int sideBySide() {
        return day.agenda().stream()
                .filter(GameDay.Drills.class::isInstance)
                .mapToInt(part -> ((GameDay.Drills) part).sideBySide())
                .max()
                .orElse(1);
    }

    /** Whether one drill comes after the other, each on a cluster of its own. */
    boolean isOneByOne() {
        return sideBySide() == 1
                && day.agenda().stream()
                        .noneMatch(part -> part instanceof GameDay.Drills drills && drills.onOneCluster());
    }

    @Override
    public List<TestDescriptor> parts() {
        return parts;
    }

    @Override
    public Type getType() {
        return Type.CONTAINER;
    }
}
