package dev.tocsin.report;

import dev.tocsin.timeline.Evidence;
import dev.tocsin.timeline.Fact;
import dev.tocsin.timeline.Outcome;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.Span;
import dev.tocsin.timeline.Times;
import dev.tocsin.timeline.Verdict;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Phases as steps; in each, its objectives with their numbers and then what happened, at the times it happened. */
final class AllureSteps {
    private AllureSteps() {}

    static List<StepResult> of(Outcome outcome, Function<Evidence, Attachment> attach) {
        List<StepResult> steps = new ArrayList<>();
        for (Span span : outcome.spans()) {
            StepResult step = step(
                    span.phase().label() + ": " + span.verdict().label() + " (" + Times.text(span.length()) + ")",
                    AllureResults.status(span.verdict()),
                    span.from(),
                    span.to());
            if (span.verdict() != Verdict.HELD) {
                step.setStatusDetails(new StatusDetails().setMessage(span.note()));
            }
            List<StepResult> inside = new ArrayList<>();
            outcome.results().stream()
                    .filter(result -> result.objective().phase() == span.phase())
                    .forEach(result -> inside.add(objective(result, outcome, span)));
            outcome.facts().stream()
                    .filter(fact -> fact.phase() == span.phase())
                    .forEach(fact -> inside.add(fact(fact, outcome)));
            step.setSteps(inside);
            step.setAttachments(outcome.evidence().stream()
                    .filter(evidence -> evidence.phase() == span.phase())
                    .map(attach)
                    .toList());
            steps.add(step);
        }
        return steps;
    }

    private static StepResult objective(Result result, Outcome outcome, Span span) {
        Instant from = result.from() == null ? span.from() : result.from();
        StepResult step = step(
                "objective: " + result.objective().title() + ": "
                        + result.verdict().label(),
                AllureResults.status(result.verdict()),
                from,
                result.met() == null || result.met().isBefore(from) ? from : result.met());
        step.getParameters()
                .add(parameter(
                        "target",
                        Times.target(result.objective().target()) + " from "
                                + result.objective().start().label()));
        step.getParameters().add(parameter("measured", Times.text(result.measured())));
        step.getParameters().add(parameter("since T0", Times.text(result.sinceT0(outcome.t0()))));
        step.getParameters().add(parameter("measured to within", Times.text(result.error())));
        if (result.happened() != null && outcome.t0() != null) {
            step.getParameters()
                    .add(parameter(
                            "happened by its own clock, since T0",
                            Times.text(java.time.Duration.between(outcome.t0(), result.happened()))));
        }
        step.getParameters().add(parameter("saw", result.explanation()));
        if (result.objective().because() != null) {
            step.getParameters().add(parameter("because", result.objective().because()));
        }
        step.getParameters().add(parameter("in", result.objective().where()));
        if (result.verdict() != Verdict.HELD) {
            step.setStatusDetails(new StatusDetails().setMessage(result.explanation()));
        }
        return step;
    }

    private static StepResult fact(Fact fact, Outcome outcome) {
        String since = outcome.t0() == null || fact.seen().isBefore(outcome.t0())
                ? ""
                : "T0+" + Times.text(java.time.Duration.between(outcome.t0(), fact.seen())) + " ";
        StepResult step =
                step(since + fact.actor().label() + ": " + fact.text(), Status.PASSED, fact.seen(), fact.seen());
        fact.details().forEach((name, value) -> step.getParameters().add(parameter(name, value)));
        return step;
    }

    private static StepResult step(String name, Status status, Instant from, Instant to) {
        return new StepResult()
                .setName(name)
                .setStatus(status)
                .setStage(Stage.FINISHED)
                .setStart(from.toEpochMilli())
                .setStop(to.toEpochMilli());
    }

    private static Parameter parameter(String name, String value) {
        return new Parameter().setName(name).setValue(value);
    }
}
