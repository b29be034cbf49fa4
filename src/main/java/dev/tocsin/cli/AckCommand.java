package dev.tocsin.cli;

import dev.tocsin.respond.people.Acknowledgements;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Agrees to what a running drill asks. */
@Command(
        name = "ack",
        description = "Agree to what a running drill asks; without an id, list what is asked.",
        mixinStandardHelpOptions = true)
final class AckCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "<id>", description = "What the drill calls it, or how that begins.")
    private @Nullable String id;

    @Option(names = "--by", paramLabel = "<name>", description = "Who agrees.")
    private @Nullable String by;

    @Option(names = "--note", paramLabel = "<text>", description = "What else is to be recorded.")
    private String note = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Acknowledgements asked = Acknowledgements.here();
        SortedMap<String, String> open = asked.open();
        if (id == null) {
            open.forEach((one, question) -> spec.commandLine().getOut().println(one + "  " + question));
            if (open.isEmpty()) {
                spec.commandLine().getOut().println("nothing is asked");
            }
            return 0;
        }
        if (by == null || by.isBlank()) {
            throw new Tocsin.UsageException("Say who agrees: --by <name>.");
        }
        String wanted = id;
        List<String> meant =
                open.keySet().stream().filter(one -> one.startsWith(wanted)).toList();
        if (meant.size() != 1) {
            throw new Tocsin.UsageException(
                    (meant.isEmpty() ? "Nothing called '" + id + "' is asked." : "'" + id + "' may mean several.")
                            + (open.isEmpty() ? "" : " Asked now: " + String.join(", ", open.keySet()) + "."));
        }
        asked.give(meant.get(0), new Acknowledgements.Given(by.strip(), note.strip()));
        spec.commandLine().getOut().println(by.strip() + " acknowledged: " + open.get(meant.get(0)));
        return 0;
    }
}
