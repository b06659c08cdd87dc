package io.github.lanewise.lenet.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: {@code lenet train} and the other commands. */
@Command(name = "lenet", description = "Trains LeNet on images of digits or clothes, on the Lanewise kernels.", mixinStandardHelpOptions = true, version = "lenet 0.1.0", subcommands = {
        TrainCommand.class,
        EvaluateCommand.class,
        PredictCommand.class,
        SummaryCommand.class,
        InspectCommand.class,
        ExportCommand.class,
        ImportCommand.class,
        CompletionCommand.class}, footer = {"",
                "Examples (lenet is lenet/bin/lenet, unless that folder is on the PATH):", "  lenet train --out run",
                "  lenet evaluate --weights run/weights.safetensors",
                "  lenet predict --weights run/weights.safetensors seven.png",
                "  lenet train --help"}, exitCodeListHeading = "%nExit status:%n", exitCodeList = {"0:done", "1:failed",
                        "2:wrong usage", "130:stopped by Ctrl-C, after the step and with the weights saved",
                        "143:the same by SIGTERM"})
public final class LenetCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "missing command: one of " + String.join(", ", spec.subcommands().keySet()));
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
                .setParameterExceptionHandler(new WrongUsage()).setExecutionExceptionHandler(new Failure());
    }
}
