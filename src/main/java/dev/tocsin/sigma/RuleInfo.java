package dev.tocsin.sigma;

import java.util.List;

/**
 * What a rule says of itself.
 *
 * @param name its file below the rules' folder, without ending: {@code audit/privileged-pod-created}; a further rule in
 *     the same file has {@code #} and its own name or number behind
 * @param alias Sigma's own {@code name}, by which correlations may refer to it; else empty
 * @param id its UUID
 * @param title one line for people
 * @param level informational, low, medium, high or critical
 * @param tags such as {@code attack.t1611}
 * @param related ids of other rules, by the kind of relation: {@code derived}, {@code obsolete}, ...
 */
public record RuleInfo(
        String name, String alias, String id, String title, String level, List<String> tags, List<Related> related) {
    /** Another rule that this one has to do with. */
    public record Related(String id, String type) {}

    /** Whether a correlation means this rule by a text: its id, its alias, or its name. */
    boolean answersTo(String reference) {
        return reference.equals(id) || reference.equals(name) || (!alias.isEmpty() && reference.equals(alias));
    }
}
