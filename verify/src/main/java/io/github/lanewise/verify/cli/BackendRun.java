package io.github.lanewise.verify.cli;

import io.github.lanewise.kernels.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A check on one back end, in a JVM of its own with the flags of this one, for a JVM chooses its back end but once.
 *
 * @param <R> a row of what is found
 * @param backend off, 128, 256 or 512
 * @param refusal why this machine cannot run it, or null
 * @param rows what was found
 */
record BackendRun<R>(String backend, String refusal, List<R> rows) {
    /** All there are. */
    static final List<String> BACKENDS = List.of("off", "128", "256", "512");

    private static final String RUNS = "runs\t";
    private static final String REFUSED = "refused\t";

    /**
     * Runs it.
     *
     * @param command the hidden command that does the work: it begins with {@link #announce} and prints rows
     * @throws IOException if the JVM does not start
     * @throws IllegalStateException if it does not end well
     */
    static <R> BackendRun<R> of(String backend, String command, List<String> arguments, Function<String, R> parse,
            Progress progress) throws IOException {
        Process process = new ProcessBuilder(command(backend, command, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String refusal = null;
            List<R> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(REFUSED)) {
                    refusal = line.substring(REFUSED.length());
                } else if (!line.startsWith(RUNS)) {
                    rows.add(parse.apply(line));
                    progress.step();
                }
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("the JVM for back end " + backend + " ended with status " + status);
            }
            return new BackendRun<>(backend, refusal, rows);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while back end " + backend + " ran", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(String backend, String name, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-Dstdout.encoding=UTF-8", "-D" + BackendOption.PROPERTY + "=" + backend, "-cp",
                System.getProperty("java.class.path"), VerifyCommand.class.getName(), name));
        command.addAll(arguments);
        return command;
    }

    /** In the other JVM: says that the back end runs, or why it does not. Returns whether it does. */
    static boolean announce(PrintWriter out) {
        try {
            out.println(RUNS + Backend.name());
            return true;
        } catch (IllegalArgumentException e) {
            out.println(REFUSED + e.getMessage());
            return false;
        }
    }
}
