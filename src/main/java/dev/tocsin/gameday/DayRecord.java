package dev.tocsin.gameday;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.scenario.GameDay;
import dev.tocsin.scenario.Target;
import dev.tocsin.timeline.Verdict;
import java.util.List;

/**
 * All that a game day came to, for its summary and for programs: {@code gameday.json} in the run's folder.
 *
 * @param trouble why it was not compared with earlier ones; empty if it was
 */
record DayRecord(
        GameDay day,
        DayResult result,
        Comparison comparison,
        Changes changes,
        List<Answer> answers,
        List<Message> messages,
        List<Incident> incidents,
        String trouble) {

    ObjectNode json() {
        ObjectNode root = History.JSON.createObjectNode();
        root.put("gameday", day.name());
        root.put("title", day.title());
        root.put("description", day.description());
        root.put("owner", day.owner());
        root.put("held", result.isHeld());
        root.put("from", result.from().toString());
        root.put("to", result.to().toString());
        root.put("budgetMillis", day.budget().toMillis());
        root.put("seed", result.seed());
        root.put("ended", result.ended());
        root.put("trouble", trouble);
        ArrayNode drills = root.putArray("drills");
        result.drills().forEach((name, trials) -> drills.addObject()
                .put("name", name)
                .put("verdict", result.verdict(name).label())
                .put("trials", trials.size())
                .put(
                        "held",
                        trials.stream()
                                .filter(one -> one.verdict() == Verdict.HELD)
                                .count())
                .put(
                        "cause",
                        trials.stream()
                                .map(Trial::cause)
                                .filter(cause -> !cause.isEmpty())
                                .findFirst()
                                .orElse("")));
        result.notRun().forEach(root.putArray("notRun")::add);
        asked(root.putArray("asked"));
        ArrayNode told = root.putArray("told");
        messages.forEach(message -> told(told.addObject(), message));
        ArrayNode chained = root.putArray("incidents");
        incidents.forEach(one -> one.write(chained.addObject()));
        targets(root.putArray("targets"));
        people(root.putArray("participants"), day.participants());
        people(root.putArray("approvers"), day.approvers());
        ArrayNode slower = root.putArray("slower");
        for (Slowdown one : comparison.slowdowns()) {
            slower.addObject()
                    .put("drill", one.drill())
                    .put("what", one.what())
                    .put("beforeMillis", one.before())
                    .put("nowMillis", one.now())
                    .put("p", one.p())
                    .put("trialsBefore", one.trialsBefore())
                    .put("trialsNow", one.trialsNow());
        }
        comparison.undecided().forEach(root.putArray("undecided")::add);
        ObjectNode since = root.putObject("changes");
        since.put("since", changes.since() == null ? null : changes.since().toString());
        changes.better().forEach(since.putArray("better")::add);
        changes.worse().forEach(since.putArray("worse")::add);
        return root;
    }

    /** A message as services take it: {@code text} for chat, the rest for programs. */
    static String json(GameDay day, Message message, String text) {
        ObjectNode node = History.JSON.createObjectNode();
        node.put("text", text);
        node.put("gameday", day.name());
        told(node, message);
        return node.toString();
    }

    private static void told(ObjectNode node, Message message) {
        node.put("at", message.at().toString());
        message.to().forEach(node.putArray("to")::add);
        node.put("what", message.what());
        if (message.contact() != null) {
            node.put("contact", message.contact());
        }
        node.put("sent", message.sent());
    }

    private void asked(ArrayNode asked) {
        for (Answer one : answers) {
            asked.addObject()
                    .put("id", one.id())
                    .put("question", one.question())
                    .put("of", one.of())
                    .put("withinMillis", one.within().toMillis())
                    .put("asked", one.asked().toString())
                    .put("by", one.by())
                    .put("note", one.note())
                    .put("waitedMillis", one.waited().toMillis());
        }
    }

    private void targets(ArrayNode targets) {
        for (Target one : day.targets()) {
            targets.addObject()
                    .put("drill", one.drill())
                    .put("objective", one.objective())
                    .put("of", one.of())
                    .put("withinMillis", one.within().toMillis())
                    .put("because", one.because());
        }
    }

    private static void people(ArrayNode list, List<GameDay.Person> people) {
        people.forEach(one -> list.addObject().put("name", one.name()).put("role", one.role()));
    }
}
