package dev.tocsin.signoff;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/**
 * The record of an earlier run, checked.
 *
 * @param sha256 of its file
 * @param own our part of it
 */
public record Previous(String sha256, JsonNode own) {
    /**
     * @param keys those of its signatures
     * @throws SignOffException if it is not whole, or a signature is not by one of the keys
     */
    public static Previous read(Path record, List<PublicKeyFile> keys) {
        Verification checked = Verification.of(record, keys, null);
        if (!checked.isGood()) {
            throw new SignOffException("What is to be compared with cannot be trusted: " + record + "\n"
                    + String.join("\n", checked.findings()));
        }
        return new Previous(Sha256.of(record), checked.own());
    }
}
