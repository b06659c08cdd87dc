package io.github.lanewise.verify.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: {@code verify conformance|check|bits|sweep|train}. */
@Command(name = "verify", description = "Proves the Lanewise kernels: cases of others, one result, and the bits of the repository.", mixinStandardHelpOptions = true, version = "verify 0.1.0", subcommands = {
        ConformanceCommand.class, CheckCommand.class, CheckRows.class,
        BitsCommand.class, SweepCommand.class, TrainCommand.class, TrainRows.class}, footer = {"",
                "Exit status: 0 all is well, 1 something differs, 2 wrong usage or a file that cannot be read."})
public final class VerifyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "Missing command: one of conformance, check, bits, sweep, train");
    }

    /**
     * Runs the program and ends the JVM.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new VerifyCommand()).setExecutionExceptionHandler((exception, commandLine, _) -> {
            if (!(exception instanceof IOException || exception instanceof IllegalArgumentException)) {
                throw exception;
            }
            commandLine.getErr().println("verify: " + exception.getMessage());
            return CommandLine.ExitCode.USAGE;
        });
    }
}
