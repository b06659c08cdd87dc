package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.data.Nearest;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a mistake on the command line: what is wrong, the nearest right word, and where help is. */
final class WrongUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        CommandSpec command = mistake.getCommandLine().getCommandSpec();
        String name = command.qualifiedName();
        PrintWriter error = mistake.getCommandLine().getErr();
        String text = unknown(mistake).map(word -> ofWord(word, command)).orElseGet(() -> ofValue(mistake));
        error.println(mistake.getCommandLine().getColorScheme().errorText(name + ": " + text)); // plain with NO_COLOR
        error.println("'" + name + " --help' explains every "
                + (command.subcommands().isEmpty() ? "option." : "command."));
        error.flush();
        return CommandLine.ExitCode.USAGE;
    }

    /** A word that means nothing. It is also why a required option is missing whose name is mistyped. */
    private static Optional<String> unknown(ParameterException mistake) {
        return switch (mistake) {
            case UnmatchedArgumentException e -> e.getUnmatched().stream().findFirst();
            case MissingParameterException e -> e.getCommandLine().getUnmatchedArguments().stream().findFirst();
            default -> Optional.empty();
        };
    }

    private static String ofWord(String word, CommandSpec command) {
        if (word.startsWith("-")) {
            return "there is no option '" + word + "'" + nearest(word.replaceFirst("=.*", ""), options(command));
        }
        return command.subcommands().isEmpty()
                ? "there is nothing to do with '" + word + "'"
                : "there is no command '" + word + "'" + nearest(word, command.subcommands().keySet());
    }

    private static String ofValue(ParameterException mistake) {
        if (mistake.getArgSpec() instanceof OptionSpec option && option.completionCandidates() != null
                && mistake.getValue() != null) {
            List<String> values = new ArrayList<>();
            option.completionCandidates().forEach(values::add);
            return "there is no '" + mistake.getValue() + "' for " + option.longestName() + "; expected "
                    + String.join(", ", values) + nearest(mistake.getValue(), values);
        }
        String message = mistake.getMessage();
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static String nearest(String word, Collection<String> words) {
        return Nearest.of(word, words).map(meant -> "; did you mean " + meant + "?").orElse("");
    }

    private static Collection<String> options(CommandSpec command) {
        return command.options().stream().map(OptionSpec::longestName).toList();
    }
}
