package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of checking a record. Nothing of a record is believed before its signatures are: without them there is no
 * statement, only findings.
 *
 * @param told what was checked and found right
 * @param findings what was not, each in a sentence; none if the record is good
 * @param own our part of the statement; missing if a signature is not good
 */
public record Verification(List<String> told, List<String> findings, JsonNode own) {
    public boolean isGood() {
        return findings.isEmpty();
    }

    /** {@code HELD: ...} or {@code NOT HELD: ...}; empty if that is not known for sure. */
    public String headline() {
        return own.path("headline").asText("");
    }

    /**
     * @param keys one for each signature
     * @param evidence the run's folder; null if only the record itself is to be checked
     * @throws SignOffException if the file is no record
     */
    public static Verification of(Path record, List<PublicKeyFile> keys, @Nullable Path evidence) {
        return of(Envelope.read(record), keys, evidence);
    }

    static Verification of(String name, byte[] record, List<PublicKeyFile> keys, @Nullable Path evidence) {
        return of(Envelope.parse(name, record), keys, evidence);
    }

    private static Verification of(Envelope envelope, List<PublicKeyFile> keys, @Nullable Path evidence) {
        List<String> told = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        signatures(envelope, keys, told, findings);
        if (!findings.isEmpty()) {
            return new Verification(told, findings, MissingNode.getInstance());
        }
        JsonNode statement = Consistency.read(envelope.payload(), findings);
        JsonNode own = statement.path("predicate").path(Statement.OWN);
        if (!findings.isEmpty()) {
            return new Verification(told, findings, own);
        }
        int drills = own.path("drills").size();
        told.add("complete: " + drills + (drills == 1 ? " drill, " : " drills, ")
                + statement.path("subject").size() + " evidence files, "
                + statement.at("/predicate/configuration").size() + " files that they were run from");
        if (evidence != null) {
            if (!Files.isDirectory(evidence)) {
                throw new SignOffException("There is no folder " + evidence + ".");
            }
            int before = findings.size();
            EvidenceCheck.compare(statement, new RunFiles(evidence), findings);
            if (findings.size() == before) {
                told.add("evidence: all " + statement.path("subject").size() + " files are as recorded");
            }
        }
        return new Verification(told, findings, own);
    }

    private static void signatures(
            Envelope envelope, List<PublicKeyFile> keys, List<String> told, List<String> findings) {
        byte[] message = envelope.message();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < envelope.signatures().size(); i++) {
            Envelope.Signed signed = envelope.signatures().get(i);
            String which =
                    "signature " + (i + 1) + " of " + envelope.signatures().size();
            PublicKeyFile key = keys.stream()
                    .filter(one -> one.id().equals(signed.keyId()))
                    .findFirst()
                    .orElse(null);
            if (key == null) {
                findings.add(which + " cannot be checked: it names the key " + signed.keyId()
                        + ", which was not given. Given: "
                        + String.join(
                                ", ",
                                keys.stream()
                                        .map(one -> one.name() + " " + one.id())
                                        .toList()) + ".");
            } else if (ids.contains(signed.keyId())) {
                findings.add(which + " is a second one by the key " + key.name() + ".");
            } else if (!key.verifies(message, signed.signature())) {
                findings.add(which + " is not good: the record was changed after " + key.name() + " signed it.");
            } else {
                told.add(which + ": good, by " + key.name() + " (" + signed.keyId() + ")");
            }
            ids.add(signed.keyId());
        }
        for (PublicKeyFile key : keys) {
            if (!ids.contains(key.id())) {
                findings.add("No signature is by the key " + key.name() + " (" + key.id() + ").");
            }
        }
    }
}
