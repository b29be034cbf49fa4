package dev.tocsin.prove;

import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.step.Observation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What psql is told to write, and what it wrote. Cells and rows are parted by characters that no text has. */
final class SqlAnswer {
    private static final String CELL = "\u001f";
    private static final String ROW = "\u001e";
    /** psql's exit code where it got no connection, or lost it. */
    private static final int CONNECTION_BAD = 2;

    private static final String NONE = "00000";
    private static final String NO_CONNECTION = "08001";
    /** After the rows, what psql knows of the last statement, and of the last error. */
    private static final Pattern END =
            Pattern.compile("(.*?)\\n?" + CELL + "([0-9]*) ([0-9A-Z]{5}) ?(.*)\\n?", Pattern.DOTALL);
    /** Why there was no connection, in the server's words: psql gives no code for that. */
    private static final Map<String, String> REFUSALS = new LinkedHashMap<>();

    static {
        REFUSALS.put("password authentication failed", "28P01");
        REFUSALS.put("no password supplied", "28P01");
        REFUSALS.put("no pg_hba.conf entry", "28000");
        REFUSALS.put("is not permitted to log in", "28000");
        REFUSALS.put("permission denied for database", "42501");
        REFUSALS.put("too many connections", "53300");
        REFUSALS.put("remaining connection slots", "53300");
        REFUSALS.put("the database system is", "57P03");
    }

    private SqlAnswer() {}

    /** The statement, and then a line that says what became of it. */
    static String script(String statement) {
        return statement.replaceFirst("[;\\s]+$", "") + "\n;\n\\echo '" + CELL
                + "':ROW_COUNT :LAST_ERROR_SQLSTATE :LAST_ERROR_MESSAGE\n";
    }

    /**
     * @return rows, value, error and message; silently body
     * @throws IllegalStateException if psql was not run, so that nothing is known
     */
    static Observation of(CommandResult psql, String pod) {
        Matcher end = END.matcher(psql.stdout());
        if (end.matches()) {
            String body = end.group(1);
            String first = body.split(ROW, 2)[0].split(CELL, 2)[0];
            boolean failed = !end.group(3).equals(NONE);
            return Observation.of("rows", failed ? "" : end.group(2))
                    .with("value", failed ? "" : first)
                    .with("error", failed ? end.group(3) : "")
                    .with("message", failed ? end.group(4) : "")
                    .withSilent("body", body.replace(CELL, "\t").replace(ROW, "\n"));
        }
        String why = psql.stderr().strip();
        if (psql.exitCode() != CONNECTION_BAD) {
            throw new IllegalStateException(
                    "The pod " + pod + " did not run psql: exit code " + psql.exitCode() + " " + why);
        }
        return Observation.of("rows", "").with("error", refusal(why)).with("message", why);
    }

    private static String refusal(String why) {
        if (why.contains("database \"") && why.contains("does not exist")) {
            return "3D000";
        }
        return REFUSALS.entrySet().stream()
                .filter(refusal -> why.contains(refusal.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(NO_CONNECTION);
    }
}
