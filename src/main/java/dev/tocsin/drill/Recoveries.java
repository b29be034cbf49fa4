package dev.tocsin.drill;

import dev.tocsin.prove.SteadyWatch;
import dev.tocsin.prove.ledger.Count;
import dev.tocsin.prove.ledger.Database;
import dev.tocsin.prove.ledger.LedgerWatch;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Ledger;
import dev.tocsin.scenario.Rto;
import dev.tocsin.timeline.Fact.Actor;
import dev.tocsin.timeline.Journal;
import dev.tocsin.timeline.Objective;
import dev.tocsin.timeline.Phase;
import dev.tocsin.timeline.Recovery;
import dev.tocsin.timeline.Result;
import dev.tocsin.timeline.StartPoint;
import dev.tocsin.timeline.Verdict;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How long users were without service, and which rows they lost: both judged when the drill is over. */
final class Recoveries implements AutoCloseable {
    private final Identities identities;
    private final Journal journal;
    private final DrillRunner.Record record;
    private @Nullable LedgerWatch ledger;

    Recoveries(Identities identities, Journal journal, DrillRunner.Record record) {
        this.identities = identities;
        this.journal = journal;
        this.record = record;
    }

    private record Login(String user, String password) {}

    /** @throws IllegalStateException if no row is acknowledged */
    void start(@Nullable Ledger what) {
        if (what == null) {
            return;
        }
        Login client = login(what.secret());
        Login archiver = what.archive() == null ? null : login(what.archive());
        LedgerWatch watch = LedgerWatch.start(
                database(what, client),
                client.password(),
                archiver == null ? null : database(what, archiver),
                archiver == null ? "" : archiver.password(),
                new LedgerWatch.Rows(what::append, what.numbers(), what.first(), what.every()),
                journal::now);
        ledger = watch;
        journal.note(
                Actor.PROBER,
                "rows are appended from outside the cluster"
                        + watch.archiving()
                                .map(state -> state.equals("sync")
                                        ? "; each is archived before it is acknowledged"
                                        : "; they are archived after they are acknowledged")
                                .orElse("; nothing is archived"));
    }

    private Database database(Ledger what, Login as) {
        return new Database(identities.cluster().archive(), what.host(), what.port(), what.database(), as.user());
    }

    private Login login(String secret) {
        String[] name = secret.split("/", 2);
        Secret found = identities
                .admin()
                .secrets()
                .inNamespace(name[0])
                .withName(name[1])
                .get();
        if (found == null) {
            throw new IllegalStateException("There is no Secret " + secret + " for the ledger's client");
        }
        Login login = new Login(value(found, "username"), value(found, "password"));
        journal.secrets().add("ledger.password", login.password());
        return login;
    }

    private static String value(Secret secret, String key) {
        String value = secret.getData() == null ? null : secret.getData().get(key);
        if (value == null) {
            throw new IllegalStateException(
                    "The Secret " + secret.getMetadata().getName() + " has no '" + key + "' for the ledger's client");
        }
        return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
    }

    /** Judges both. The time first: to count rows is to write no more of them. */
    void judge(Drill drill, List<SteadyWatch> steady, Instant t0) {
        Recovery.Time time = drill.rto() == null ? null : time(drill.rto(), steady, t0);
        Recovery.Point point = drill.ledger() == null || ledger == null ? null : point(drill.ledger(), ledger);
        record.recovery(new Recovery(time, point));
    }

    private Recovery.Time time(Rto rto, List<SteadyWatch> steady, Instant t0) {
        Instant now = journal.now();
        List<@Nullable Instant> healthy = new ArrayList<>();
        steady.forEach(one -> healthy.add(one.healthySince(now)));
        if (ledger != null) {
            healthy.add(ledger.healthySince(now));
        }
        Instant since = healthy.contains(null)
                ? null
                : healthy.stream()
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null);
        Objective objective = new Objective(
                Phase.RECOVER,
                "recovery time: everything works and goes on working",
                rto.within(),
                StartPoint.T0,
                rto.because(),
                rto.at().fileAndLine());
        Result result = Result.of(
                objective,
                t0,
                since,
                null,
                Duration.ZERO,
                since == null
                        ? "something that users need did not work when the drill ended"
                        : "from this moment on no request failed and every row was acknowledged");
        record.result(result);
        return new Recovery.Time(rto.within(), result.measured(), result.verdict());
    }

    private Recovery.Point point(Ledger what, LedgerWatch watch) {
        Count count = watch.count();
        journal.keep("rows that were acknowledged", "text/tab-separated-values", watch.account());
        String seen =
                (count.readable() ? "" : "the ledger could not be read, so that every row counts as lost: ") + count;
        boolean held = count.readable()
                && count.lost().size() <= what.rows()
                && count.lostTime().compareTo(what.time()) <= 0;
        Verdict verdict = held ? Verdict.HELD : Verdict.MISSED;
        Objective objective = new Objective(
                Phase.RECOVER,
                "recovery point: at most " + what.rows() + " acknowledged rows lost",
                what.time(),
                StartPoint.LAST_ROW_KEPT,
                what.because(),
                what.at().fileAndLine());
        Instant from = count.from();
        record.result(new Result(
                objective,
                verdict,
                from,
                from == null ? null : from.plus(count.lostTime()),
                null,
                Duration.ZERO,
                seen));
        journal.note(Actor.PROBER, seen);
        return new Recovery.Point(
                count.acknowledged(), count.lost().size(), count.lostTime(), what.rows(), what.time(), verdict);
    }

    @Override
    public void close() {
        if (ledger != null) {
            ledger.close();
        }
    }
}
