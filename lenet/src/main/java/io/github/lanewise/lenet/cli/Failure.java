package io.github.lanewise.lenet.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Answers what went wrong outside the program in one line; anything else is a bug, and shows where it is. */
final class Failure implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed)
            throws Exception {
        if (!(exception instanceof IOException || exception instanceof IllegalArgumentException)) {
            throw exception;
        }
        String text = command.getCommandSpec().qualifiedName() + ": " + reason(exception);
        command.getErr().println(command.getColorScheme().errorText(text));
        command.getErr().flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String reason(Exception exception) {
        return switch (exception) {
            case NoSuchFileException e -> "there is no file or folder " + e.getFile();
            case AccessDeniedException e -> "it is not allowed to read or write " + e.getFile();
            default -> exception.getMessage() == null ? exception.toString() : exception.getMessage();
        };
    }
}
