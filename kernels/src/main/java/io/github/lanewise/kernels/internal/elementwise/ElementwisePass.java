package io.github.lanewise.kernels.internal.elementwise;

import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;

/** A pass over arrays element by element, in chunks small enough for L1 that end on whole vectors of any width. */
public final class ElementwisePass implements Pass {
    private static final int CHUNK = 8192;

    private final int cost;
    private final Chunk chunk;

    private ElementwisePass(int cost, Chunk chunk) {
        this.cost = cost;
        this.chunk = chunk;
    }

    /** A kernel over so many elements from a first one on, of any arrays of a call. */
    public interface Chunk {
        void run(Arguments arguments, int from, int length);
    }

    /** A kernel from input to output. */
    public interface Function {
        void run(int length, float[] input, int inputOffset, float[] output, int outputOffset);
    }

    /** A kernel from output and gradOutput to gradInput. */
    public interface Gradient {
        void run(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
                float[] gradInput, int gradInputOffset);
    }

    /**
     * A pass from input to output.
     *
     * @param cost what an element costs in multiply-adds: ReLU, at 4, breaks even with two threads near 100,000 elements
     * @param function the kernel
     */
    public static Pass of(int cost, Function function) {
        return new ElementwisePass(cost, (a, from, length) -> function.run(length, a.input, a.inputOffset + from,
                a.output, a.outputOffset + from));
    }

    /** A pass from output and gradOutput to gradInput. */
    public static Pass ofGradient(int cost, Gradient gradient) {
        return new ElementwisePass(cost, (a, from, length) -> gradient.run(length, a.output, a.outputOffset + from,
                a.gradOutput, a.gradOutputOffset + from, a.gradInput, a.gradInputOffset + from));
    }

    /** A pass over any arrays. */
    public static Pass of(int cost, Chunk chunk) {
        return new ElementwisePass(cost, chunk);
    }

    @Override
    public int tasks(Arguments arguments) {
        return Math.max(1, (arguments.length + CHUNK - 1) / CHUNK);
    }

    @Override
    public long work(Arguments arguments) {
        return (long) cost * arguments.length;
    }

    @Override
    public String describe() {
        return "takes " + CHUNK + " elements a task";
    }

    @Override
    public void run(Arguments arguments, int task, float[] slot) {
        int from = task * CHUNK;
        chunk.run(arguments, from, Math.min(CHUNK, arguments.length - from));
    }
}
