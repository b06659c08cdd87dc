package io.github.lanewise.lenet.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command as they were given, to be given again. */
final class GivenOptions {
    /** They say where the run is and how it is told, not what it is. */
    private static final Set<String> PLACES = Set.of("--out", "--resume", "--json");

    private GivenOptions() {}

    /** One argument for each option. */
    static List<String> of(CommandSpec command) {
        Set<String> arguments = new LinkedHashSet<>(); // an option that came twice is matched twice
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            if (!PLACES.contains(option.longestName())) {
                arguments.add(option.longestName() + "=" + option.originalStringValues().getLast());
            }
        }
        return List.copyOf(arguments);
    }

    /** The same command with other arguments, of which the last counts where an option comes twice. */
    static CommandLine parse(CommandSpec command, List<String> arguments) {
        CommandLine program = LenetCommand.commandLine().setOut(command.commandLine().getOut())
                .setErr(command.commandLine().getErr()).setOverwrittenOptionsAllowed(true);
        List<String> all = new ArrayList<>(arguments);
        all.addFirst(command.name());
        program.parseArgs(all.toArray(String[]::new));
        return program.getSubcommands().get(command.name());
    }
}
