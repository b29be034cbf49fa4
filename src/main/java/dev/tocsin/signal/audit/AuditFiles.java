package dev.tocsin.signal.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.cluster.Cluster;
import dev.tocsin.cluster.Cluster.CommandResult;
import dev.tocsin.signal.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The audit log on the node and the files to which it was rotated, looked at as a whole. */
final class AuditFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final String KEYS = script();
    private final Cluster cluster;
    private final String path;

    AuditFiles(Cluster cluster, String path) {
        this.cluster = cluster;
        this.path = path;
    }

    /** Every record that was written and is still there. */
    AuditKeys keys() {
        AuditKeys keys = new AuditKeys();
        for (String line : run(KEYS, path).lines().toList()) {
            if (line.equals("#")) {
                keys = new AuditKeys();
            } else {
                keys.add(key(line));
            }
        }
        return keys;
    }

    /** A record's key as JSON has it, or the whole record. */
    private static String key(String line) {
        try {
            if (line.startsWith("{")) {
                return AuditKeys.of(JSON.readValue(line, MAP));
            }
            return line.contains("\\") ? JSON.readValue('"' + line + '"', String.class) : line;
        } catch (JsonProcessingException e) {
            return line;
        }
    }

    /** The records of an audit id, as they were written. */
    List<String> lines(String auditId) {
        String text = "\"auditID\":" + quoted(auditId) + ",";
        return run(
                        "path=$1; grep -hF -e \"$2\" \"${path%.*}\"-*.\"${path##*.}\" \"$path\" 2>/dev/null; true",
                        path, text)
                .lines()
                .toList();
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // a text always can be
        }
    }

    private String run(String script, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("sh", "-c", script, "audit"));
        command.addAll(List.of(arguments));
        CommandResult result = cluster.onNode(command);
        if (result.exitCode() != 0) {
            throw new SourceException("The audit log on the node cannot be read: "
                    + result.stderr().strip());
        }
        return result.stdout();
    }

    private static String script() {
        try (InputStream in = AuditFiles.class.getResourceAsStream("/cluster/audit-keys.sh")) {
            if (in == null) {
                throw new IllegalStateException("cluster/audit-keys.sh is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
