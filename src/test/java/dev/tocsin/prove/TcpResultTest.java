package dev.tocsin.prove;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What several versions of curl say. */
class TcpResultTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            * Connected to web.shop (10.43.0.7) port 80 (#0)                                                 | open
            * Established connection to web.shop (10.43.0.7 port 80) from 10.42.0.4 port 40000               | open
            * connect to 10.42.0.9 port 81 failed: Connection refused                                        | refused
            * connect to 10.42.0.9 port 81 from 10.42.0.4 port 4000 failed: Connection refused               | refused
            * connect to 192.0.2.2 port 80 failed: No route to host                                          | unreachable
            * connect to 192.0.2.2 port 80 failed: Host is unreachable                                       | unreachable
            * Immediate connect fail for 192.0.2.2: Network is unreachable                                   | unreachable
            * Connection timed out after 3001 milliseconds                                                   | silent
            * Failed to connect to 192.0.2.1 port 80 after 3001 ms: Timeout was reached                      | silent
            * Could not resolve host: nosuch.shop                                                            | unresolved
            * Resolving timed out after 3000 milliseconds                                                    | unresolved
            sh: curl: not found                                                                              | ''
            """)
    void curlsWordsAreTold(String said, String result) {
        assertThat(TcpResult.of("*   Trying 10.43.0.7:80...\n" + said)).isEqualTo(result);
    }
}
