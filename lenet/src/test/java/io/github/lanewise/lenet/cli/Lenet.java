package io.github.lanewise.lenet.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** The program as tests run it: in this JVM, with what it prints. */
final class Lenet {
    /**
     * What a run came to.
     *
     * @param status
     *            its exit status
     * @param out
     *            what it printed
     * @param error
     *            what it printed on standard error
     */
    record Outcome(int status, String out, String error) {}

    private Lenet() {}

    static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        CommandLine commandLine = LenetCommand.commandLine().setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error));
        return new Outcome(commandLine.execute(arguments), out.toString(), error.toString());
    }
}
