package dev.tocsin.cli;

import dev.tocsin.cluster.existing.Demands;
import dev.tocsin.cluster.existing.RunnerRole;
import dev.tocsin.drill.DrillRules;
import dev.tocsin.drill.OnExisting;
import dev.tocsin.scenario.Drill;
import dev.tocsin.scenario.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what whoever owns a cluster applies to let drills run there. */
@Command(
        name = "role",
        description =
                "Write what lets drills run in an existing cluster, and nothing else: a namespace that opts in, an"
                        + " account, a role of the rights that these drills need.",
        mixinStandardHelpOptions = true)
final class RoleCommand implements Callable<Integer> {
    @Mixin
    private LibraryOption library;

    @Parameters(paramLabel = "<drill>", arity = "1..*", description = "The drills' names.")
    private List<String> names = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Library open = library.open();
        List<Demands> demands = new ArrayList<>();
        for (String name : names) {
            Drill drill = LibraryOption.load(open, name);
            demands.add(OnExisting.of(drill, DrillRules.of(drill, open)));
        }
        spec.commandLine().getOut().print(RunnerRole.yaml(demands));
        return 0;
    }
}
