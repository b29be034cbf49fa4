package dev.tocsin.prove;

import dev.tocsin.step.Observation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a name server's answer was, from nslookup's words. */
final class DnsAnswer {
    /** {@code Address: 10.43.0.1}; the server's own has a tab. Others: {@code x text = "1.1.0"}. */
    private static final Pattern RECORD = Pattern.compile("^(?:Address: |\\S+\\s+[a-z ]+ = )(.*)$");

    private static final Pattern TURNED_DOWN = Pattern.compile("\\*\\* server can't find .*: (\\S+)");

    private DnsAnswer() {}

    static Observation of(String said) {
        String result = Nslookup.result(said);
        String answer = said.lines()
                .map(RECORD::matcher)
                .filter(Matcher::matches)
                .map(record -> record.group(1).replace("\"", "").strip())
                .sorted()
                .collect(Collectors.joining(", "));
        if (result.equals(Nslookup.ANSWERED)) {
            Matcher turnedDown = TURNED_DOWN.matcher(said);
            result = !answer.isEmpty()
                    ? "found"
                    : !turnedDown.find() ? "none" : turnedDown.group(1).equals("NXDOMAIN") ? "nxdomain" : "failed";
        }
        return Observation.of("result", result)
                .with("answer", answer)
                .with("blocked", TcpResult.BLOCKED.contains(result))
                .with("message", result.equals("found") ? "" : Nslookup.words(said));
    }
}
