package io.github.lanewise.lenet.cli;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lenet completion}: lets the shell complete commands, options and values. */
@Command(name = "completion", mixinStandardHelpOptions = true, description = "Prints a script that lets bash or zsh complete commands, options and their values.", footer = {
        "", "Examples:", "  source <(lenet completion)",
        "  lenet completion > ~/.local/share/bash-completion/completions/lenet"})
final class CompletionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine lenet = spec.root().commandLine();
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash(lenet.getCommandName(), lenet));
        out.flush();
    }
}
