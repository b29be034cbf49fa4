package dev.tocsin.engine;

import dev.tocsin.gameday.Answer;
import dev.tocsin.gameday.Day;
import dev.tocsin.scenario.GameDay;
import dev.tocsin.timeline.Times;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.opentest4j.AssertionFailedError;

/** A part of a game day in which people are asked or told something. */
final class PeopleDescriptor extends TestInTurn {
    private final transient GameDay.Part part;

    PeopleDescriptor(UniqueId id, GameDay.Part part, TestSource source) {
        super(id, name(part), source);
        this.part = part;
    }

    private static String name(GameDay.Part part) {
        return part instanceof GameDay.Ask ask
                ? "ask " + ask.id()
                : "tell " + String.join(", ", ((GameDay.Tell) part).to());
    }

    private String said() {
        return part instanceof GameDay.Ask ask
                ? ask.of() + " is asked, within " + Times.text(ask.within()) + ": " + ask.question()
                : String.join(", ", ((GameDay.Tell) part).to()) + " are told: " + ((GameDay.Tell) part).what();
    }

    /** Stakeholders are told all the same when it ended early: they were told that it began. */
    @Override
    public SkipResult shouldBeSkipped(DrillContext context) {
        return context.dryRun(said())
                ? SkipResult.skip("a dry run: nobody is bothered")
                : part instanceof GameDay.Ask ? context.day().skipped() : SkipResult.doNotSkip();
    }

    @Override
    public DrillContext execute(DrillContext context, DynamicTestExecutor dynamicTestExecutor) {
        Day day = context.day().day();
        if (part instanceof GameDay.Ask ask) {
            Answer answer = day.ask(ask);
            if (!answer.isGiven()) {
                throw new AssertionFailedError(
                        "Nobody acknowledged within " + Times.text(answer.waited()) + ": " + ask.question());
            }
        } else {
            day.tell((GameDay.Tell) part);
        }
        return context;
    }
}
