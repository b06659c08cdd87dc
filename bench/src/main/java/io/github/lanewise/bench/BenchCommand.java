package io.github.lanewise.bench;

import io.github.lanewise.bench.compare.CompareCommand;
import io.github.lanewise.bench.lenet.LenetCommand;
import io.github.lanewise.bench.lenet.SteadyCommand;
import io.github.lanewise.bench.peak.PeakCommand;
import io.github.lanewise.bench.report.ReportCommand;
import io.github.lanewise.bench.run.RunCommand;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code bench/bin/bench}. */
@Command(name = "bench", description = "Measures the Lanewise kernels.", mixinStandardHelpOptions = true, version = "bench 0.1.0", subcommands = {
        PeakCommand.class, RunCommand.class, LenetCommand.class, SteadyCommand.class,
        ReportCommand.class, CompareCommand.class}, footer = {"", "Exit status: 0 done, 1 failed, 2 wrong usage."})
public final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "Missing command: one of " + String.join(", ", spec.subcommands().keySet()));
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
        return new CommandLine(new BenchCommand()).setExecutionExceptionHandler((exception, commandLine, _) -> {
            if (!(exception instanceof IOException || exception instanceof IllegalArgumentException)) {
                throw exception;
            }
            commandLine.getErr().println("bench: " + exception.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
    }
}
