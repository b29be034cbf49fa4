package dev.tocsin.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A game day as its file describes it.
 *
 * @param name equal to the file's
 * @param title one line for people
 * @param description what it is for; may be empty
 * @param owner who answers for it
 * @param text its file's text
 * @param budget how long it may take
 * @param stop when it ends early
 * @param agenda what happens, in order
 * @param targets targets that differ from the drills' own
 * @param participants who takes part
 * @param approvers who signs its record
 * @param compare how it is compared with earlier ones
 * @param notices who gets its summary
 */
public record GameDay(
        String name,
        String title,
        String description,
        String owner,
        Path file,
        String text,
        Duration budget,
        Stop stop,
        List<Part> agenda,
        List<Target> targets,
        List<Person> participants,
        List<Person> approvers,
        Compare compare,
        List<Notice> notices) {

    /**
     * When it ends early: after so many; a number that is never reached where the file gives none.
     *
     * @param notHeld drills that were late, missed or a false alarm
     * @param inconclusive drills that could not tell
     * @param unanswered questions that nobody acknowledged in time
     */
    public record Stop(int notHeld, int inconclusive, int unanswered) {}

    /** A part of the agenda. */
    public sealed interface Part {}

    /**
     * Drills that meet everything that is said.
     *
     * @param names names and globs; empty: any
     * @param tactic null: any
     * @param tags all of which a drill has; empty: any
     * @param draw how many are drawn of them; zero: all of them
     * @param sideBySide how many at a time
     * @param repeat how many trials of each
     * @param onOneCluster whether they come one after the other on one cluster, each where the one before has left it
     */
    public record Drills(
            List<String> names,
            @Nullable String tactic,
            List<String> tags,
            int draw,
            int sideBySide,
            int repeat,
            boolean onOneCluster)
            implements Part {}

    /**
     * A step for a person.
     *
     * @param id what it is acknowledged by
     * @param of the role that answers
     * @param within the longest time until somebody acknowledges it
     */
    public record Ask(String id, String question, String of, Duration within) implements Part {}

    /**
     * A message to stakeholders.
     *
     * @param to roles or groups
     * @param contact whom they may ask; null if nobody is named
     * @param env the environment variable that holds the address it is posted to; null: nowhere
     */
    public record Tell(
            List<String> to,
            String what,
            @Nullable String contact,
            @Nullable String env) implements Part {}

    /** Somebody, and as what. */
    public record Person(String name, String role) {}

    /**
     * How drills are compared with earlier game days of this name.
     *
     * @param last how many results are kept
     * @param slowerFails whether a drill that got slower fails the game day
     */
    public record Compare(int last, boolean slowerFails) {
        /** @param day a game day's file */
        public static boolean slowerFails(JsonNode day) {
            return !day.at("/compare/slower").asText().equals("tell");
        }
    }

    /**
     * A service that gets the summary.
     *
     * @param chat whether it takes what chat services take; else all of it as JSON
     * @param env the environment variable that holds its address
     * @param onlyOnChange whether it is left alone when nothing changed
     */
    public record Notice(boolean chat, String env, boolean onlyOnChange) {}
}
