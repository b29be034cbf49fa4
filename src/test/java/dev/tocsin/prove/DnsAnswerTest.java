package dev.tocsin.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.step.Observation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What BusyBox' nslookup says, as recorded in a pod. */
class DnsAnswerTest {
    private static final String HEAD = "Server:\t\t10.43.0.10\nAddress:\t10.43.0.10:53\n\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Name:\tweb.shop.svc.cluster.local/Address: 10.43.0.7                    | found    | 10.43.0.7
            Name:\ta.b/Address: 10.42.0.9/Name:\ta.b/Address: 10.42.0.10            | found    | 10.42.0.10, 10.42.0.9
            a.b\tcanonical name = c.d/Name:\tc.d/Address: 10.1.1.1                  | found    | 10.1.1.1, c.d
            dns-version.cluster.local\ttext = "1.1.0"                              | found    | 1.1.0
            _dns._udp.a.b\tservice = 0 100 53 a.b                                   | found    | 0 100 53 a.b
            ''                                                                     | none     | ''
            ** server can't find nosuch.shop: NXDOMAIN                             | nxdomain | ''
            ** server can't find example.com: SERVFAIL                             | failed   | ''
            """)
    void whatTheServerAnsweredIsTold(String said, String result, String answer) {
        Observation seen =
                DnsAnswer.of(HEAD + said.replace("\\t", "\t").replace('/', '\n').replace("''", "") + "\n\n");
        assertThat(seen.value("result")).isEqualTo(result);
        assertThat(seen.value("answer")).isEqualTo(answer);
        assertThat(seen.value("blocked")).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nslookup: read: Connection refused                                              | refused     | true
            ;; connection timed out; no servers could be reached                            | silent      | true
            nslookup: can't connect to remote host (192.0.2.1): Network is unreachable      | unreachable | true
            nslookup: read: No route to host                                                | unreachable | true
            nslookup: bad address 'nosuch.name:53'                                          | unresolved  | false
            sh: nslookup: not found                                                         | ''          | false
            """)
    void whatKeptItFromTheServerIsTold(String said, String result, String blocked) {
        assertThat(Nslookup.result(said)).isEqualTo(result);
        assertThat(DnsAnswer.of(said).value("blocked")).isEqualTo(blocked);
        assertThat(Nslookup.words(said)).isEqualTo(said);
    }
}
