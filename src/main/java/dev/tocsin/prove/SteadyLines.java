package dev.tocsin.prove;

import dev.tocsin.step.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a steady client says: a line when it asks and one when it is answered, each with its own machine's time since start.
 * What is slow on the way from there to here is thus not taken for the service's doing.
 */
final class SteadyLines implements Consumer<String> {
    private static final String LOOP = """
            while :; do
              read -r up rest </proc/uptime; echo "$up asks"
              status=$(curl -sk -o /dev/null -m 2 -w '%{http_code}' "$0")
              read -r up rest </proc/uptime; echo "$up $status"
              sleep "$1"
            done
            """;

    private final Answers answers;
    private final String good;
    private final InstantSource clock;
    /** When that machine started, by our clock: the line that was heard with the least delay says it best. */
    private @Nullable Instant start;

    SteadyLines(Answers answers, String good, InstantSource clock) {
        this.answers = answers;
        this.good = good;
        this.clock = clock;
    }

    static List<String> command(String url, Duration every) {
        return List.of("sh", "-c", LOOP, url, Durations.seconds(every));
    }

    @Override
    public void accept(String line) {
        String[] words = line.split(" ", 2);
        Duration up = Duration.ofMillis(Math.round(Double.parseDouble(words[0]) * 1000));
        Instant latest = clock.instant().minus(up);
        start = start == null || latest.isBefore(start) ? latest : start;
        Instant when = start.plus(up);
        if (words[1].equals("asks")) {
            answers.asked(when);
        } else {
            answers.answered(when, words[1].equals(good));
        }
    }
}
