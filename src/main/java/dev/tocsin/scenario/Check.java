package dev.tocsin.scenario;

import java.util.Locale;

/** What is looked for in the files of a library. The names are stable: scripts and code scanning refer to them. */
public enum Check {
    FILE("A file can be read"),
    ENCODING("A file is UTF-8 text"),
    SIZE("A file is at most 1 MiB"),
    EMPTY("A file holds a document"),
    SYNTAX("A file is valid YAML"),
    SEVERAL_DOCUMENTS("A drill or procedure is one document"),
    NESTING("A file is nested as deep as a person would write, anchors included"),
    UNKNOWN_KEY("Every key is known"),
    DUPLICATE_KEY("No key is there twice"),
    MISSING_KEY("What is needed is there"),
    WRONG_TYPE("A value has the type that its key asks for"),
    BAD_VALUE("A value is one of those allowed, and of the form asked for"),
    BAD_DURATION("A duration is written as 500ms, 5s or 2m, and can be met"),
    NO_KIND("A step does something"),
    SEVERAL_KINDS("A step does one thing"),
    NAME("A file's name is the name inside"),
    FOLDER("A drill lies in the folder of its tactic"),
    DUPLICATE_NAME("No two drills have one name"),
    DUPLICATE_ID("No two steps of a drill have one id"),
    PARAMETERS("Rows of parameters have the same keys and differ"),
    OUTSIDE("What a drill names lies in its library"),
    UNKNOWN_FIXTURE("A fixture exists"),
    UNKNOWN_RULE("A rule exists"),
    UNKNOWN_PROCEDURE("A procedure exists"),
    UNKNOWN_TECHNIQUE("A technique is one of ATT&CK's"),
    UNKNOWN_LINE("A covered line is one of the guide's"),
    UNKNOWN_ACCOUNT("A service account is made by a fixture or a step before"),
    UNKNOWN_NODE("A node is one of the drill's cluster"),
    UNKNOWN_PLACEHOLDER("A ${...} stands for something known by then"),
    TRIGGER("A procedure is triggered by an alert that the drill expects"),
    BAD_RULE("A rule can be used"),
    UNHEARD("A rule's log source is one that a drill listens to"),
    ALERT_FIELD("A procedure uses only fields that the alert carries"),
    NO_DRILL("Each part of a game day comes to drills"),
    NO_OBJECTIVE("A game day's target is for something that the drill demands"),
    UNKNOWN_ROLE("A game day's questions are answered by a participant's role"),

    UNKNOWN_RUNBOOK(Severity.WARNING, "A procedure's page for people exists"),
    SCHEMA_LINE(Severity.WARNING, "The first line points editors to the schema"),
    UNKNOWN_POD(Severity.WARNING, "A pod is made by a fixture or a step"),
    OTHERS_RULE(Severity.WARNING, "A rule is one of the library's, or known to be another detector's"),
    UNLIKELY_DETECTION(Severity.WARNING, "Some step does what a rule asks for"),
    NO_EXPECTATION(Severity.WARNING, "An injection step says what shows that it worked"),
    NO_CONTAINMENT(Severity.WARNING, "A drill demands that the attack is stopped"),
    NO_RECOVERY(Severity.WARNING, "A drill demands that all is well again"),
    NO_STEADY(Severity.WARNING, "A drill watches what users do meanwhile"),
    NO_HOLD(Severity.WARNING, "A containment's proof goes on holding"),
    NO_TECHNIQUE(Severity.WARNING, "A drill names a technique"),
    NO_LINE(Severity.WARNING, "A drill says which lines of the guide it covers"),
    UNUSED(Severity.WARNING, "Fixtures and procedures are used by a drill");

    private final Severity severity;
    private final String meaning;

    /** Whether a drill can be run all the same. */
    public enum Severity {
        ERROR,
        WARNING
    }

    Check(String meaning) {
        this(Severity.ERROR, meaning);
    }

    Check(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    /** As reports write it: {@code unknown-key}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Severity severity() {
        return severity;
    }

    /** What holds where there is no finding. */
    public String meaning() {
        return meaning;
    }
}
