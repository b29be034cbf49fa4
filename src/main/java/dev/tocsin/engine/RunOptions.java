package dev.tocsin.engine;

import dev.tocsin.cluster.existing.Target;
import dev.tocsin.respond.RespondBy;
import dev.tocsin.signal.receive.Receivers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;

/**
 * How drills are chosen and run, from the configuration parameters; each may be a system property too.
 *
 * @param scenario {@code scenario}: names, globs, paths, all
 * @param gameDay {@code gameday}: a game day's name, instead of drills; empty for none
 * @param proof {@code proof}: the same, for drills that are to be run with their defences broken; empty for none
 * @param mutants {@code mutants}: which of these, names or globs; empty for all
 * @param tags {@code tags}: a tag expression as JUnit has them; empty for any
 * @param library {@code tocsin.library}: another folder than the marked class names; empty for that
 * @param repeat {@code repeat}: how many trials of each drill
 * @param shard {@code shard=i/n}: which part of them
 * @param seed {@code seed}: shuffles their order; null for the order of their names
 * @param dryRun {@code dry-run}: say what would be done, and touch nothing
 * @param keep {@code keep}: whose cluster is left running
 * @param parallel {@code parallel}: how many drills side by side
 * @param responder {@code responder}: who acts on alerts
 * @param receive {@code receive}: which detectors of the team's own are listened to, and where
 * @param receiveTls {@code receive.tls}: the certificate and key for that; empty for plain HTTP
 * @param audit {@code audit}: how audit records come
 * @param pool {@code pool}: whether the next drill's cluster is booted while one runs
 * @param target {@code context}, {@code kubeconfig}, {@code deny}, {@code audit.path}: an existing cluster instead of ones of their
 *     own; null for these
 */
record RunOptions(
        String scenario,
        String gameDay,
        String proof,
        String mutants,
        String tags,
        String library,
        int repeat,
        Shard shard,
        @Nullable Long seed,
        boolean dryRun,
        Keep keep,
        int parallel,
        RespondBy responder,
        String receive,
        String receiveTls,
        Audit audit,
        boolean pool,
        @Nullable Target target) {
    private static final Pattern SHARD = Pattern.compile("([1-9][0-9]{0,3})/([1-9][0-9]{0,3})");

    /** Whose cluster outlives its drill. */
    enum Keep {
        NEVER,
        ON_FAILURE,
        ALWAYS
    }

    /** How audit records come: from the log on the node, or sent by the API server. */
    enum Audit {
        LOG,
        WEBHOOK
    }

    /** The {@code index}-th of {@code of} parts, from 1. */
    record Shard(int index, int of) {}

    /** @throws IllegalArgumentException that names the parameter and what it takes */
    static RunOptions of(ConfigurationParameters parameters) {
        Receivers.check(text(parameters, TocsinTestEngine.RECEIVE), text(parameters, TocsinTestEngine.RECEIVE_TLS));
        return new RunOptions(
                text(parameters, TocsinTestEngine.SCENARIO),
                gameDay(parameters),
                proof(parameters),
                text(parameters, TocsinTestEngine.MUTANTS),
                text(parameters, TocsinTestEngine.TAGS),
                text(parameters, TocsinTestEngine.LIBRARY),
                number(parameters, TocsinTestEngine.REPEAT, 1, 1000),
                shard(text(parameters, TocsinTestEngine.SHARD)),
                seed(text(parameters, TocsinTestEngine.SEED)),
                flag(parameters, TocsinTestEngine.DRY_RUN),
                keep(text(parameters, TocsinTestEngine.KEEP)),
                number(parameters, TocsinTestEngine.PARALLEL, side(parameters), 64),
                RespondBy.parse(text(parameters, TocsinTestEngine.RESPONDER)),
                text(parameters, TocsinTestEngine.RECEIVE),
                text(parameters, TocsinTestEngine.RECEIVE_TLS),
                audit(text(parameters, TocsinTestEngine.AUDIT)),
                pool(text(parameters, TocsinTestEngine.POOL)),
                target(parameters));
    }

    /** What would get past the guards, or be in each other's way there, does not go with it. */
    private static @Nullable Target target(ConfigurationParameters parameters) {
        Target target = Target.of(
                        text(parameters, TocsinTestEngine.KUBECONFIG),
                        text(parameters, TocsinTestEngine.CONTEXT),
                        text(parameters, TocsinTestEngine.DENY),
                        text(parameters, TocsinTestEngine.AUDIT_PATH))
                .orElse(null);
        if (target != null) {
            refuse(
                    parameters,
                    TocsinTestEngine.CONTEXT,
                    "on an existing cluster drills come one after the other, whole, and leave nothing",
                    TocsinTestEngine.PROOF,
                    TocsinTestEngine.PARALLEL,
                    TocsinTestEngine.KEEP,
                    TocsinTestEngine.AUDIT,
                    TocsinTestEngine.POOL);
            if (text(parameters, TocsinTestEngine.RESPONDER).startsWith("command:")) {
                throw new IllegalArgumentException("A responder of your own cannot act on an existing cluster by a"
                        + " drill's account: what it changes would not be written down. Give procedures, hands-off or"
                        + " webhook:<url>.");
            }
        }
        return target;
    }

    private static String text(ConfigurationParameters parameters, String name) {
        return parameters.get(name).orElse("").strip();
    }

    private static int number(ConfigurationParameters parameters, String name, int otherwise, int most) {
        String text = text(parameters, name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a number for '" + name + "'. Give one from 1 to " + most + ".");
        }
        return Integer.parseInt(text);
    }

    /** Mutants wait for what does not come, most of the time. */
    private static int side(ConfigurationParameters parameters) {
        return text(parameters, TocsinTestEngine.PROOF).isEmpty()
                ? 1
                : Runtime.getRuntime().availableProcessors();
    }

    /** Its file says what is drilled, and how often. */
    private static String gameDay(ConfigurationParameters parameters) {
        String gameDay = text(parameters, TocsinTestEngine.GAME_DAY);
        if (!gameDay.isEmpty()) {
            refuse(
                    parameters,
                    TocsinTestEngine.GAME_DAY,
                    "the game day's file says that",
                    TocsinTestEngine.SCENARIO,
                    TocsinTestEngine.PROOF,
                    TocsinTestEngine.TAGS,
                    TocsinTestEngine.REPEAT,
                    TocsinTestEngine.PARALLEL);
        }
        return gameDay;
    }

    private static void refuse(ConfigurationParameters parameters, String given, String why, String... others) {
        for (String other : others) {
            if (!text(parameters, other).isEmpty()) {
                throw new IllegalArgumentException(
                        "'" + other + "' and '" + given + "' cannot both be given: " + why + ".");
            }
        }
    }

    private static String proof(ConfigurationParameters parameters) {
        String proof = text(parameters, TocsinTestEngine.PROOF);
        String responder = text(parameters, TocsinTestEngine.RESPONDER);
        if (!proof.isEmpty() && !responder.isEmpty() && !responder.equals("procedures")) {
            throw new IllegalArgumentException(
                    "'" + responder + "' is not a responder for 'proof', which breaks the library's procedures.");
        }
        return proof;
    }

    /** Given without a value, as {@code -Ddry-run}, it is meant. */
    private static boolean flag(ConfigurationParameters parameters, String name) {
        return parameters.get(name).map(text -> !text.equals("false")).orElse(false);
    }

    private static Shard shard(String text) {
        if (text.isEmpty()) {
            return new Shard(1, 1);
        }
        Matcher form = SHARD.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(1)) > Integer.parseInt(form.group(2))) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a shard. Give one such as 2/4, the second of four.");
        }
        return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    private static @Nullable Long seed(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (text.equals("random")) {
            return (long) new Random().nextInt(Integer.MAX_VALUE);
        }
        if (!text.matches("-?[0-9]{1,18}")) {
            throw new IllegalArgumentException("'" + text + "' is not a seed. Give a number, or random.");
        }
        return Long.parseLong(text);
    }

    private static Audit audit(String text) {
        return switch (text) {
            case "", "log" -> Audit.LOG;
            case "webhook" -> Audit.WEBHOOK;
            default ->
                throw new IllegalArgumentException("'" + text + "' is not a value of 'audit'. Give log or webhook.");
        };
    }

    private static boolean pool(String text) {
        return switch (text) {
            case "on" -> true;
            case "", "off" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is not a value of 'pool'. Give on or off.");
        };
    }

    /** Beside others, or where clusters are kept, one that nobody uses yet would only take room; and a feed has one cluster. */
    boolean bootsAhead() {
        return pool && parallel == 1 && keep == Keep.NEVER && audit == Audit.LOG;
    }

    private static Keep keep(String text) {
        if (text.isEmpty()) {
            return Keep.NEVER;
        }
        return Arrays.stream(Keep.values())
                .filter(one ->
                        one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is not a value of 'keep'. Give never, on-failure or always."));
    }
}
