package io.github.lanewise.rivals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A contender's process, seen from the parent; the conversation stands with {@link ContenderMain}. */
final class ContenderProcess implements AutoCloseable {
    /** Lines of its log that are reported where it ends without an answer. */
    private static final int LOG_LINES = 5;

    private final Contender contender;
    private final Process process;
    private final String cores;
    private final BufferedReader answers;
    private final Writer commands;
    private final Path result;
    private final Path log;

    /** Starts it; it loads its library meanwhile. */
    ContenderProcess(Contender contender, Task task, int threads, Cores cores, Path folder) throws IOException {
        this.contender = contender;
        String name = contender.toString().replace(' ', '-');
        result = folder.resolve(name + ".f32");
        log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>(Jvm.command(ContenderMain.class));
        command.addAll(List.of(contender.toString(), task.problem(), task.pass().toString(), Integer.toString(threads),
                folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(log.toFile());
        for (String library : List.of("OMP", "OPENBLAS", "MKL")) {
            builder.environment().put(library + "_NUM_THREADS", Integer.toString(threads));
        }
        builder.environment().putAll(contender.environment(folder));
        process = builder.start();
        answers = process.inputReader(StandardCharsets.UTF_8);
        commands = process.outputWriter(StandardCharsets.UTF_8);
        this.cores = cores.last(threads);
    }

    Contender contender() {
        return contender;
    }

    /** Waits for its library and ties it to its cores; until then it has all, and starts sooner. */
    void await() throws ContenderFailure, IOException, InterruptedException {
        answer("ready");
        Process taskset = new ProcessBuilder("taskset", "-a", "-c", "-p", cores, Long.toString(process.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (taskset.waitFor() != 0) {
            throw new ContenderFailure("taskset ended with " + taskset.exitValue());
        }
    }

    /** Lets it prepare. Returns what it says of its choice. */
    String prepare() throws ContenderFailure {
        return ask("prepare", "prepared");
    }

    /** The result of one run. */
    float[] run() throws ContenderFailure {
        return written("run");
    }

    /** The result of one run on the magnitudes of the inputs. */
    float[] magnitudes() throws ContenderFailure {
        return written("magnitudes");
    }

    /** The median nanoseconds of a call over a slice of time. */
    double time(long millis) throws ContenderFailure {
        return Double.parseDouble(ask("time " + millis, "timed"));
    }

    private float[] written(String command) throws ContenderFailure {
        ask(command + " " + result, "done");
        try {
            return FloatFile.read(result);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ask(String command, String expected) throws ContenderFailure {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new ContenderFailure("its process ended: " + e.getMessage());
        }
        return answer(expected);
    }

    private String answer(String expected) throws ContenderFailure {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (!line.startsWith(ContenderMain.MARK)) {
                    continue;
                }
                String[] words = line.substring(ContenderMain.MARK.length()).split(" ", 2);
                String rest = words.length == 2 ? words[1] : "";
                if (!words[0].equals(expected)) {
                    throw new ContenderFailure(rest);
                }
                return rest;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new ContenderFailure("its process ended without an answer, " + end());
    }

    /** Its exit status, and the last lines that it wrote to standard error. */
    private String end() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            String last = String.join(" | ", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
            return "with status " + process.waitFor() + ", after: " + last;
        } catch (IOException e) {
            return "and its log cannot be read: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
