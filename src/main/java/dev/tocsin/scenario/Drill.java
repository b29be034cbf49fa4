package dev.tocsin.scenario;

import dev.tocsin.timeline.DrillInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A drill as its file and the files it names describe it.
 *
 * @param info what it says of itself
 * @param file its file
 * @param text its file's text
 * @param machines what its cluster is made of
 * @param fixtures name to manifest (several YAML documents), in order
 * @param procedures name to procedure, for every one that the responses name
 * @param steady what must work throughout
 * @param ledger the rows that are counted; null if none are
 * @param rto how long users may be without service; null if nothing is said
 * @param inject the attack
 * @param detect the alerts it must raise
 * @param contain who stops it, and what proves that
 * @param eradicate what takes its cause away, and what proves that
 * @param recover what proves that all is well again
 * @param benign what resembles the attack and must raise nothing
 */
public record Drill(
        DrillInfo info,
        Path file,
        String text,
        Machines machines,
        Map<String, String> fixtures,
        Map<String, Procedure> procedures,
        List<Steady> steady,
        @Nullable Ledger ledger,
        @Nullable Rto rto,
        List<Step> inject,
        List<Detect> detect,
        List<Response> contain,
        List<Response> eradicate,
        List<Response> recover,
        List<Step> benign) {

    /** The same with another attack. */
    public Drill injecting(List<Step> steps) {
        return new Drill(
                info,
                file,
                text,
                machines,
                fixtures,
                procedures,
                steady,
                ledger,
                rto,
                steps,
                detect,
                contain,
                eradicate,
                recover,
                benign);
    }

    /** The same with other targets. */
    Drill aiming(
            List<Detect> alerts,
            List<Response> contained,
            List<Response> eradicated,
            List<Response> recovered,
            @Nullable Rto service) {
        return new Drill(
                info,
                file,
                text,
                machines,
                fixtures,
                procedures,
                steady,
                ledger,
                service,
                inject,
                alerts,
                contained,
                eradicated,
                recovered,
                benign);
    }

    /** The same with another procedure of that name. */
    public Drill with(Procedure procedure) {
        Map<String, Procedure> others = new LinkedHashMap<>(procedures);
        others.replace(procedure.name(), procedure);
        return new Drill(
                info, file, text, machines, fixtures, others, steady, ledger, rto, inject, detect, contain, eradicate,
                recover, benign);
    }
}
