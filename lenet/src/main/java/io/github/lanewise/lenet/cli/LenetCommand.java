package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.data.DataException;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: {@code lenet train|evaluate|summary}. */
@Command(name = "lenet", description = "Trains LeNet on images of digits or clothes, on the Lanewise kernels.", mixinStandardHelpOptions = true, version = "lenet 0.1.0", subcommands = {
        TrainCommand.class,
        EvaluateCommand.class,
        SummaryCommand.class, ExportCommand.class, ImportCommand.class}, footer = {"", "Exit status: 0 done, 1 failed, 2 wrong usage, 130 stopped by Ctrl-C."})
public final class LenetCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: one of train, evaluate, summary");
    }

    /**
     * Runs the program and ends the JVM.
     *
     * @param arguments
     *            the command line
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new LenetCommand()).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, commandLine, _) -> {
                    if (!(exception instanceof IOException || exception instanceof IllegalArgumentException)) {
                        throw exception;
                    }
                    boolean ours = exception instanceof DataException || exception.getMessage() != null;
                    commandLine.getErr().println("lenet: " + (ours ? exception.getMessage() : exception));
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }
}
