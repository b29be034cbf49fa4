package dev.tocsin.cli;

import dev.tocsin.report.MergeException;
import dev.tocsin.scenario.ScenarioException;
import dev.tocsin.signoff.SignOffException;
import dev.tocsin.timeline.Version;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tocsin}: exit codes are 0 for good, 1 for not, 2 for wrong usage, 3 for a drill that could not tell, 4 and 5 as a game day says. */
@Command(
        name = "tocsin",
        description = "Incident-response and chaos drills for Kubernetes.",
        mixinStandardHelpOptions = true,
        versionProvider = Tocsin.Told.class,
        subcommands = {
            RunCommand.class,
            GameDayCommand.class,
            ProofCommand.class,
            MergeCommand.class,
            LintCommand.class,
            ListCommand.class,
            ExplainCommand.class,
            NewCommand.class,
            CoverageCommand.class,
            AckCommand.class,
            SignOffCommand.class,
            VerifyCommand.class,
            CountersignCommand.class,
            PrintCommand.class,
            CleanupCommand.class,
            RoleCommand.class
        })
public final class Tocsin implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** Picocli's writers pass on whole lines alone: what was said without an end of line would be lost. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            parsed.asCommandLineList().forEach(command -> command.getOut().flush());
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Tocsin())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Tocsin::run)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof UsageException
                            || failure instanceof SignOffException
                            || failure instanceof MergeException
                            || failure instanceof ScenarioException) {
                        PrintWriter err = command.getErr();
                        err.println(failure.getMessage());
                        return CommandLine.ExitCode.USAGE;
                    }
                    throw failure;
                });
    }

    static final class Told implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"tocsin " + Version.TOCSIN};
        }
    }

    /** What was asked for does not exist; the message says what does. */
    static final class UsageException extends RuntimeException {
        UsageException(String message) {
            super(message);
        }
    }
}
