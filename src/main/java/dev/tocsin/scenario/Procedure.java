package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A runbook that a machine can follow: actions in order, fed from the alert's fields.
 *
 * @param name equal to the file's
 * @param title one line for people
 * @param actions what is done, in order
 */
public record Procedure(String name, String title, List<Action> actions) {
    /**
     * @param kind the action's name: {@code label}, {@code terminate}
     * @param params its parameters, with {@code ${alert.<field>}} for the alert's
     * @param at where it stands
     */
    public record Action(String kind, ObjectNode params, Position at) {}
}
