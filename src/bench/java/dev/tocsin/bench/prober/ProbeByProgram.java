package dev.tocsin.bench.prober;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.auto.service.AutoService;
import dev.tocsin.step.Observation;
import dev.tocsin.step.Scope;
import dev.tocsin.step.StepKind;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** {@code prober}: starts the {@link Prober} in a process of its own, which goes on while the drill does. */
@AutoService(StepKind.class)
public final class ProbeByProgram implements StepKind {
    @Override
    public String name() {
        return "prober";
    }

    @Override
    public Observation run(ObjectNode params, Scope scope) {
        var admin = scope.cluster().admin();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try {
            String classes = new File(Prober.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString();
            Process process = new ProcessBuilder(List.of(
                            java,
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Djdk.internal.httpclient.disableHostnameVerification=true",
                            "-cp",
                            classes,
                            Prober.class.getName(),
                            params.path("into").asText()))
                    .redirectErrorStream(true)
                    .redirectOutput(new File(params.path("into").asText() + ".log"))
                    .start();
            try (Writer input = process.outputWriter(StandardCharsets.UTF_8)) {
                input.write(admin.getMasterUrl().replaceAll("/+$", "") + params.path("get").asText() + "\n");
                input.write(admin.getCaCertData() + "\n");
                input.write(params.path("token").asText() + "\n");
            }
            return Observation.of("started", process.isAlive());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
