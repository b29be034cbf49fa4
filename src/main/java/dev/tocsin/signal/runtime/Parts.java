package dev.tocsin.signal.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines about one thing that was seen, by their letters; see ci/images/sensor/probes. */
final class Parts {
    private static final int NUMBERS = 8;
    private static final int PIECE = 4; // "\x2f"
    private final Map<Character, List<String>> texts = new HashMap<>();

    void add(char letter, String text) {
        texts.computeIfAbsent(letter, one -> new ArrayList<>()).add(text);
    }

    /**
     * @param nanos from the key of the lines
     * @param calls the names of calls by their numbers
     * @throws IllegalArgumentException if a line is missing or is not what it should be
     */
    Seen seen(long nanos, Map<Integer, String> calls) {
        String[] numbers = first('E').split(" ");
        if (numbers.length != NUMBERS) {
            throw new IllegalArgumentException("eight numbers expected");
        }
        int call = Integer.parseInt(numbers[0]);
        if (!calls.containsKey(call)) {
            throw new IllegalArgumentException("no such call");
        }
        String named = first('n');
        String cwd = texts.containsKey('w') ? path('w') : "";
        return new Seen(
                calls.get(call),
                nanos,
                Integer.parseInt(numbers[1]),
                Integer.parseInt(numbers[2]),
                Integer.parseInt(numbers[3]),
                Long.parseLong(numbers[4]),
                Long.parseLong(numbers[5]),
                numbers[6].equals("1"),
                Long.parseLong(numbers[7]),
                first('g'),
                first('k'),
                first('c'),
                first('q'),
                path('e'),
                texts.containsKey('p') ? path('p') : "",
                cwd,
                texts.containsKey('f') ? path('f') : "",
                Paths.resolve(texts.containsKey('b') ? path('b') : cwd, named),
                Paths.resolve(path('B'), first('o')),
                arguments());
    }

    private String first(char letter) {
        return texts.getOrDefault(letter, List.of("")).get(0);
    }

    private String path(char letter) {
        return Paths.ofParts(texts.getOrDefault(letter, List.of()));
    }

    private List<String> arguments() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String piece : texts.getOrDefault('a', List.of())) {
            for (int i = 0; i + PIECE <= piece.length(); i += PIECE) {
                bytes.write(Integer.parseInt(piece, i + 2, i + PIECE, 16));
            }
        }
        String all = bytes.toString(StandardCharsets.UTF_8);
        return all.isEmpty()
                ? List.of()
                : List.of((all.endsWith("\0") ? all.substring(0, all.length() - 1) : all).split("\0", -1));
    }
}
