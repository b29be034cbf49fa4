package dev.tocsin.drill;

import dev.tocsin.scenario.Catalogue;
import dev.tocsin.scenario.Detect;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Ledger;
import dev.tocsin.scenario.Machines;
import dev.tocsin.scenario.Procedure;
import dev.tocsin.scenario.Response;
import dev.tocsin.scenario.Rto;
import dev.tocsin.scenario.Steady;
import dev.tocsin.scenario.Step;
import dev.tocsin.step.Kinds;
import dev.tocsin.timeline.Times;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A drill told in the order in which it happens. */
public final class Explanation {
    private static final int WIDTH = 100;
    private final StringBuilder text = new StringBuilder();

    private Explanation() {}

    public static String of(Drill drill) {
        Explanation told = new Explanation();
        told.head(drill);
        told.before(drill);
        told.steps("The benign twin runs first and must raise no alert:", drill.benign());
        told.steps(
                "The attack. T0 is just before its first call; a step that does not work makes the drill inconclusive:",
                drill.inject());
        told.alerts(drill.detect());
        told.responses("Containment, counted from the alert:", drill.contain(), drill);
        told.responses("Eradication, counted from containment:", drill.eradicate(), drill);
        told.responses("Recovery, counted from containment:", drill.recover(), drill);
        return told.text.toString();
    }

    private void head(Drill drill) {
        line(0, drill.info().name() + ": " + drill.info().title());
        if (!drill.info().description().isEmpty()) {
            line(0, drill.info().description());
        }
        line(
                0,
                "Severity " + drill.info().severity() + ", owned by "
                        + drill.info().owner() + ".");
        drill.info().techniques().forEach(id -> line(2, id + " " + Catalogue.TECHNIQUES.get(id)));
        drill.info().covers().forEach(code -> line(2, code + " " + Catalogue.LINES.get(code)));
    }

    private void before(Drill drill) {
        heading("Before: a k3s cluster of its own" + machines(drill.machines()) + ", with the fixtures "
                + (drill.fixtures().isEmpty()
                        ? "none"
                        : String.join(", ", drill.fixtures().keySet())) + ".");
        for (Steady steady : drill.steady()) {
            line(
                    2,
                    "Throughout, every " + Times.target(steady.every()) + ": " + says(steady.probe())
                            + expected(steady.probe()) + "; never more than " + Times.target(steady.maxGap())
                            + " between two good answers"
                            + (steady.maxFailed() == 0 ? "" : ", and at most " + steady.maxFailed() + " failed ones")
                            + ".");
        }
        Ledger ledger = drill.ledger();
        if (ledger != null) {
            line(
                    2,
                    "Throughout, every " + Times.target(ledger.every()) + ": from outside the cluster append a row at "
                            + ledger.address() + "; of what was acknowledged at most " + ledger.rows() + " rows and "
                            + Times.target(ledger.time()) + " may be lost" + reason(ledger.because()) + ".");
        }
        Rto rto = drill.rto();
        if (rto != null) {
            line(
                    2,
                    "All of that works again, and goes on working, within " + Times.target(rto.within()) + " of T0"
                            + reason(rto.because()) + ".");
        }
    }

    private static String machines(Machines of) {
        int agents = of.agents();
        return (agents == 0 ? "" : ", a server and " + agents + (agents == 1 ? " agent" : " agents"))
                + (of.datastore().equals("sqlite") ? "" : ", on " + of.datastore())
                + (of.disk() == 0 ? "" : ", with " + of.disk() + " MiB on each node for its pods' files");
    }

    private void steps(String heading, List<Step> steps) {
        heading(heading);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            line(
                    2,
                    (i + 1) + ". " + step.title() + ": " + says(step) + expected(step) + kept(step)
                            + reason(step.because()));
        }
    }

    private static String says(Step step) {
        return Kinds.onClassPath().step(step.kind()).says(step.params());
    }

    private static String expected(Step step) {
        String expect = step.expect().properties().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().toString().replace("\"", ""))
                .collect(Collectors.joining(", "));
        return (expect.isEmpty() ? "" : "; expects " + expect)
                + (step.within().isZero() ? "" : " within " + Times.target(step.within()))
                + (step.hold().isZero() ? "" : ", and for " + Times.target(step.hold()));
    }

    private static String kept(Step step) {
        return step.capture().isEmpty()
                ? ""
                : "; keeps "
                        + step.capture().keySet().stream()
                                .map(name ->
                                        name + (step.shown().contains(name) ? ", which is no secret" : " as a secret"))
                                .collect(java.util.stream.Collectors.joining(", "));
    }

    private static String reason(@Nullable String because) {
        return because == null ? "" : " (" + because + ")";
    }

    private void alerts(List<Detect> detects) {
        heading("Alerts that must be raised, counted from T0:");
        for (Detect detect : detects) {
            String about = detect.about().properties().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue().asText())
                    .collect(java.util.stream.Collectors.joining(", "));
            line(
                    2,
                    detect.rule() + (about.isEmpty() ? "" : ", about " + about) + ", within "
                            + Times.target(detect.within()) + reason(detect.because()));
        }
    }

    private void responses(String heading, List<Response> responses, Drill drill) {
        if (responses.isEmpty()) {
            return;
        }
        heading(heading);
        for (Response response : responses) {
            line(
                    2,
                    "Within " + Times.target(response.within())
                            + (response.procedure() == null
                                    ? ", whoever acts"
                                    : ", by the procedure " + response.procedure() + " when " + response.on()
                                            + " is raised" + after(drill, response.procedure()))
                            + reason(response.because()) + ":");
            if (response.procedure() != null) {
                Procedure procedure = drill.procedures().get(response.procedure());
                for (Procedure.Action action : procedure.actions()) {
                    Kinds.onClassPath()
                            .action(action.kind())
                            .kubectl(action.params())
                            .forEach(command ->
                                    text.append("      $ ").append(command).append('\n'));
                }
            }
            response.prove().forEach(step -> line(6, "proved by " + step.title() + ": " + says(step) + expected(step)));
        }
    }

    private static String after(Drill drill, String procedure) {
        String first = drill.procedures().get(procedure).after();
        return first == null ? "" : " and " + first + " is over";
    }

    private void heading(String sentence) {
        text.append('\n');
        line(0, sentence);
    }

    private void line(int indent, String sentence) {
        int column = indent;
        text.append(" ".repeat(indent));
        String gap = "";
        for (String word : sentence.split("\\s+")) {
            if (column + gap.length() + word.length() > WIDTH && column > indent) {
                text.append('\n').append(" ".repeat(indent + 2));
                column = indent + 2;
                gap = "";
            }
            text.append(gap).append(word);
            column += gap.length() + word.length();
            gap = " ";
        }
        text.append('\n');
    }
}
