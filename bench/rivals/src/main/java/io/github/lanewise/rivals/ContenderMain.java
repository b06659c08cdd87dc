package io.github.lanewise.rivals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The process of one contender for one pass. Arguments: contender, problem, pass, threads, and the folder with the inputs.
 * It answers each line on its input with one on its output, after {@link #MARK}, because libraries print too:
 *
 * <pre>
 * (start)          ready           the library is loaded; or failed REASON
 * prepare          prepared NOTE   or failed REASON
 * run FILE         done            runs once and writes the result
 * magnitudes FILE  done            the same on the magnitudes of the inputs
 * time MILLIS      timed NANOS     the median of a call
 * </pre>
 *
 * and ends with its input.
 */
final class ContenderMain {
    /** Begins each answer. */
    static final String MARK = "rivals> ";

    private final Library library;
    private final Task task;
    private final float[][] inputs;
    private final int threads;
    private Library.Call call;

    private ContenderMain(String[] args) throws IOException {
        library = Contender.parse(args[0]).library();
        task = Task.parse(args[1], args[2]);
        threads = Integer.parseInt(args[3]);
        inputs = new float[task.inputs().size()][];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = FloatFile.read(Path.of(args[4], i + ".f32"));
        }
    }

    /** See above. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            ContenderMain contender = new ContenderMain(args);
            out.println(MARK + "ready");
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(MARK + contender.answer(line.split(" ", 2)));
            }
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            out.println(MARK + "failed " + String.valueOf(e).lines().findFirst().orElse(""));
        }
        System.exit(0); // some libraries leave threads behind
    }

    private String answer(String[] command) throws Exception {
        return switch (command[0]) {
            case "prepare" -> {
                call = library.prepare(task, inputs, threads);
                yield "prepared " + call.note();
            }
            case "run" -> {
                write(call, command[1]);
                yield "done";
            }
            case "magnitudes" -> {
                write(library.prepare(task, magnitudes(), threads), command[1]);
                yield "done";
            }
            case "time" -> "timed " + Stopwatch.medianNanos(call, Long.parseLong(command[1]));
            default -> throw new IllegalArgumentException("unknown command " + command[0]);
        };
    }

    private static void write(Library.Call call, String file) throws Exception {
        call.run();
        FloatFile.write(Path.of(file), call.result());
    }

    private float[][] magnitudes() {
        float[][] magnitudes = new float[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            magnitudes[i] = inputs[i].clone();
            for (int k = 0; k < inputs[i].length && task.isLinearIn(i); k++) {
                magnitudes[i][k] = Math.abs(inputs[i][k]);
            }
        }
        return magnitudes;
    }
}
