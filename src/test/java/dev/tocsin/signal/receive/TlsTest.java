package dev.tocsin.signal.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.signal.receive.falco.Falco;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static Tls made;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() {
        made = TlsMaker.selfSigned(List.of("127.0.0.1", "172.17.0.1"));
    }

    private static SSLContext trusting(Tls tls) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("receiver", tls.keyStore().getCertificate("receiver"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @Test
    void withACertificateItServesHttpsAlone() throws Exception {
        serves(made);
    }

    @Test
    void pemFilesWillDo() throws Exception {
        Path certificate = Files.writeString(folder.resolve("tls.crt"), made.certificate());
        byte[] key = made.keyStore()
                .getKey("receiver", made.password().toCharArray())
                .getEncoded();
        Path pem = Files.writeString(
                folder.resolve("tls.key"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
        serves(Tls.pem(certificate, pem));

        assertThatThrownBy(() -> Tls.pem(pem, certificate)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Tls.pem(certificate, certificate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl pkcs8 -topk8");
        assertThatThrownBy(() -> Tls.pkcs12(pem, "")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void serves(Tls tls) throws Exception {
        Limits limits = new Limits(1_000, 10_000, Duration.ofSeconds(1), 20);
        try (Receiver receiver = Receiver.start(new Falco(), 0, null, tls, limits)) {
            Heard heard = new Heard();
            receiver.subscribe(heard, "token", InstantSource.fixed(Heard.SEEN));
            String url = "https://127.0.0.1:" + receiver.port();
            assertThat(receiver.secure()).isTrue();
            assertThat(new Sender(url, trusting(tls)).post("/token", Map.of(), ReceiverTest.alert(1)))
                    .isEqualTo(200);
            assertThatThrownBy(() -> new Sender(url).post("/token", Map.of(), ReceiverTest.alert(1)))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> new Sender(url.replace("https", "http")).post("/token", Map.of(), "x"))
                    .isInstanceOf(IOException.class);
            // One that says nothing, or not what a handshake begins with, is cut off.
            for (String beginning : List.of("", "\u0016\u0003\u0001", "hello\n")) {
                try (Socket socket = new Socket("127.0.0.1", receiver.port())) {
                    socket.setSoTimeout(5_000);
                    socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
                    socket.getInputStream().readAllBytes();
                }
            }
        }
    }
}
