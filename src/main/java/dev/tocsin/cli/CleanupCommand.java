package dev.tocsin.cli;

import dev.tocsin.cluster.Leftovers;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes what killed runs left behind. */
@Command(
        name = "cleanup",
        description = "Remove the clusters of runs that were killed.",
        mixinStandardHelpOptions = true)
final class CleanupCommand implements Callable<Integer> {
    @Option(names = "--all", description = "Those of living runs and of other hosts too.")
    private boolean all;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<String> gone = Leftovers.remove(all);
        gone.forEach(name -> spec.commandLine().getOut().println("removed " + name));
        spec.commandLine().getOut().println(gone.isEmpty() ? "nothing was left" : gone.size() + " removed");
        return 0;
    }
}
