package io.github.lanewise.verify.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A check on one back end, in a JVM of its own with the flags of this one, for a JVM chooses its back end but once.
 *
 * @param backend off, 128, 256 or 512
 * @param refusal why this machine cannot run it, or null
 * @param rows what was found
 */
record BackendRun(String backend, String refusal, List<CheckRow> rows) {
    /**
     * Runs it.
     *
     * @throws IOException if the JVM does not start
     * @throws IllegalStateException if it does not end well
     */
    static BackendRun of(String backend, List<String> arguments, Progress progress) throws IOException {
        Process process = new ProcessBuilder(command(backend, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String refusal = null;
            List<CheckRow> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(CheckRows.REFUSED)) {
                    refusal = line.substring(CheckRows.REFUSED.length());
                } else if (!line.startsWith(CheckRows.RUNS)) {
                    rows.add(CheckRow.parse(line));
                    progress.step();
                }
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("the JVM for back end " + backend + " ended with status " + status);
            }
            return new BackendRun(backend, refusal, rows);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while back end " + backend + " ran", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(String backend, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-Dstdout.encoding=UTF-8", "-D" + BackendOption.PROPERTY + "=" + backend, "-cp",
                System.getProperty("java.class.path"), VerifyCommand.class.getName(), "check-rows"));
        command.addAll(arguments);
        return command;
    }
}
