package dev.tocsin.cli;

import dev.tocsin.cluster.ClusterException;
import dev.tocsin.cluster.Leftovers;
import dev.tocsin.cluster.existing.Remains;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes what killed runs left behind. */
@Command(
        name = "cleanup",
        description = "Remove the clusters of runs that were killed, or take back what they did in an existing one.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing is left", "1:something could not be taken back", "2:wrong usage, or refused"})
final class CleanupCommand implements Callable<Integer> {
    @Option(names = "--all", description = "Those of living runs and of other hosts too.")
    private boolean all;

    @Mixin
    private ExistingOption existing;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (existing.isGiven()) {
            return takeBack(out);
        }
        List<String> gone = Leftovers.remove(all);
        gone.forEach(name -> out.println("removed " + name));
        out.println(gone.isEmpty() ? "nothing was left" : gone.size() + " removed");
        return 0;
    }

    private int takeBack(PrintWriter out) {
        List<String> done = new ArrayList<>();
        List<String> left;
        try {
            left = Remains.remove(existing.target(), done::add);
        } catch (ClusterException e) {
            throw new Tocsin.UsageException(String.valueOf(e.getMessage()));
        }
        done.forEach(out::println);
        left.forEach(one -> spec.commandLine().getErr().println("not taken back: " + one));
        out.println(done.isEmpty() && left.isEmpty() ? "nothing was left" : done.size() + " taken back");
        return left.isEmpty() ? 0 : 1;
    }
}
