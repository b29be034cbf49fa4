package dev.tocsin.inject;

import dev.tocsin.step.Durations;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request to the API sent by curl from inside a pod. All of it goes in by standard input, so that neither the audit
 * record of the exec nor the pod's process list shows the credential.
 */
final class CurlInPod {
    private static final String API = "https://kubernetes.default.svc";
    /** A certificate must be in a file: in memory, also where the pod's root cannot be written, and gone at the end. */
    private static final String SCRIPT = """
            d=$(TMPDIR=/dev/shm mktemp -d) && cd "$d" || exit 125
            trap 'rm -rf "$d"' EXIT
            umask 077
            for f in curlrc cert key; do IFS= read -r line && printf %s "$line" | base64 -d >$f; done
            curl -K curlrc
            """;

    private static final Pattern STATUS = Pattern.compile("(.*)\n([0-9]{3})", Pattern.DOTALL);

    private CurlInPod() {}

    /** @throws IllegalStateException if curl was not run, so that nothing is known */
    static Observation send(
            Scope scope,
            String pod,
            Credential credential,
            String method,
            String path,
            String contentType,
            @Nullable String body,
            Duration atMost) {
        Credential.Certificate with =
                credential instanceof Credential.Certificate one ? one : new Credential.Certificate("", "");
        var result = scope.inPod(
                pod,
                List.of("sh", "-c", SCRIPT),
                List.of(config(credential, method, path, contentType, body, atMost), with.certificate(), with.key()));
        Matcher answer = STATUS.matcher(result.stdout());
        if (!answer.matches()) {
            throw new IllegalStateException("The pod " + pod + " did not run curl: exit code " + result.exitCode() + " "
                    + result.stderr().strip());
        }
        int status = Integer.parseInt(answer.group(2));
        return status == 0 ? ApiAnswer.none(result.stderr().strip()) : ApiAnswer.of(status, answer.group(1));
    }

    /** curl's own configuration file. The server's certificate is not checked: neither do attackers. */
    private static String config(
            Credential credential,
            String method,
            String path,
            String contentType,
            @Nullable String body,
            Duration atMost) {
        StringBuilder config = new StringBuilder("silent\nshow-error\ninsecure\n");
        set(config, "url", API + path);
        set(config, "request", method);
        set(config, "max-time", Durations.seconds(atMost));
        set(config, "write-out", "\n%{http_code}");
        set(config, "header", "Accept: application/json");
        if (credential instanceof Credential.Token with) {
            set(config, "header", "Authorization: Bearer " + with.token());
        } else if (credential instanceof Credential.Certificate) {
            set(config, "cert", "cert");
            set(config, "key", "key");
        }
        if (body != null) {
            set(config, "header", "Content-Type: " + contentType);
            set(config, "data-raw", body);
        }
        return config.toString();
    }

    private static void set(StringBuilder config, String option, String value) {
        config.append(option)
                .append(" = \"")
                .append(value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t"))
                .append("\"\n");
    }
}
