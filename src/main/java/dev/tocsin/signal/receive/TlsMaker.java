package dev.tocsin.signal.receive;

import dev.tocsin.cluster.TempFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Makes a certificate for this run alone. The JDK has a tool for it, and nothing that could be called. */
public final class TlsMaker {
    private static final int LONGEST_SECONDS = 30;

    private TlsMaker() {}

    /**
     * @param addresses the IP addresses by which it will be called
     * @throws IllegalStateException if this Java has no keytool
     */
    public static Tls selfSigned(List<String> addresses) {
        String password = UUID.randomUUID().toString();
        Path folder = null;
        try {
            folder = TempFolder.folder("tls-");
            Path secret = folder.resolve("password");
            Files.writeString(secret, password);
            Path store = folder.resolve("key.p12");
            run(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "receiver",
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-validity",
                    "2",
                    "-dname",
                    "CN=tocsin",
                    "-ext",
                    "san=" + addresses.stream().map(one -> "ip:" + one).collect(Collectors.joining(",")),
                    "-ext",
                    "bc:critical=ca:true",
                    "-storetype",
                    "PKCS12",
                    "-storepass:file",
                    secret.toString(),
                    "-keystore",
                    store.toString()));
            return Tls.pkcs12(store, password);
        } catch (IOException e) {
            throw new IllegalStateException("No certificate could be made: " + e.getMessage(), e);
        } finally {
            remove(folder);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("keytool does not end");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
        }
    }

    private static void remove(@org.jspecify.annotations.Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
