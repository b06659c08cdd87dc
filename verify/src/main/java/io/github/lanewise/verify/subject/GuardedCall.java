package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.GuardedInts;
import io.github.lanewise.verify.data.GuardedMatrix;
import io.github.lanewise.verify.data.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * One call of a kernel, in memory that shows what it reads and writes beyond its arguments. Each array begins at another
 * multiple of the offset, among poison (see {@link GuardedFloats}). The kernel runs twice: first with every float a NaN, which
 * leaves its scratch full of them, then on the values.
 *
 * <pre>{@code
 * GuardedFloats input = call.input("input", x);
 * GuardedFloats output = call.output("output", x.length);
 * call.run((scratch, parallel) -> kernel.forward(input.array(), input.offset(), output.array(), output.offset(), ...));
 * return call.values(output);
 * }</pre>
 */
public final class GuardedCall {
    private final String problem;
    private final Way way;
    private final int offset;
    private final List<Runnable> poisonings = new ArrayList<>();
    private final List<Runnable> restorings = new ArrayList<>();
    private final List<Runnable> checks = new ArrayList<>();
    private int arrays;

    /**
     * A call without arrays yet.
     *
     * @param problem what is computed, for messages
     * @param way how it runs
     * @param offset arrays begin at multiples of it
     */
    public GuardedCall(String problem, Way way, int offset) {
        this.problem = problem;
        this.way = way;
        this.offset = offset;
    }

    /**
     * Another form of the same call, with arrays of its own.
     *
     * @param form what is different, for messages
     * @return a call without arrays yet
     */
    public GuardedCall form(String form) {
        return new GuardedCall(problem + ", " + form, way, offset);
    }

    /**
     * What is computed.
     *
     * @return the text for messages
     */
    public String problem() {
        return problem;
    }

    /**
     * An array that the kernel reads and must leave as it is.
     *
     * @param name for messages
     * @param values its values
     * @return the array
     */
    public GuardedFloats input(String name, float[] values) {
        GuardedFloats array = inPlace(name, values);
        checks.add(() -> array.check(problem));
        return array;
    }

    /**
     * An array that the kernel reads and overwrites.
     *
     * @param name for messages
     * @param values its values before
     * @return the array
     */
    public GuardedFloats inPlace(String name, float[] values) {
        return registered(GuardedFloats.input(name, values, nextOffset()));
    }

    /**
     * An array that the kernel overwrites.
     *
     * @param name for messages
     * @param length its elements
     * @return the array
     */
    public GuardedFloats output(String name, int length) {
        return registered(GuardedFloats.output(name, length, nextOffset()));
    }

    private GuardedFloats registered(GuardedFloats array) {
        poisonings.add(array::fillWithNaN);
        restorings.add(array::restore);
        return array;
    }

    /**
     * Integers that the kernel reads and must leave as they are.
     *
     * @param name for messages
     * @param values the integers
     * @return the array
     */
    public GuardedInts input(String name, int[] values) {
        GuardedInts array = GuardedInts.input(name, values, nextOffset());
        checks.add(() -> array.check(problem));
        return array;
    }

    /**
     * Integers that the kernel overwrites.
     *
     * @param name for messages
     * @param length how many
     * @return the array
     */
    public GuardedInts indices(String name, int length) {
        GuardedInts array = GuardedInts.output(name, length, nextOffset());
        restorings.add(array::restore);
        return array;
    }

    /**
     * Matrices that the kernel reads and must leave as they are.
     *
     * @param name for messages
     * @param placement how they lie
     * @param values their elements, matrix by matrix and row by row
     * @return the matrices
     */
    public GuardedMatrix input(String name, Placement placement, float[] values) {
        GuardedMatrix matrix = inPlace(name, placement, values);
        checks.add(() -> matrix.check(problem));
        return matrix;
    }

    /**
     * Matrices that the kernel reads and overwrites.
     *
     * @param name for messages
     * @param placement how they lie
     * @param values their elements before, matrix by matrix and row by row
     * @return the matrices
     */
    public GuardedMatrix inPlace(String name, Placement placement, float[] values) {
        return registered(GuardedMatrix.filled(name, placement, nextOffset(), values));
    }

    /**
     * Matrices that the kernel overwrites and must not read.
     *
     * @param name for messages
     * @param placement how they lie
     * @return the matrices
     */
    public GuardedMatrix output(String name, Placement placement) {
        return registered(GuardedMatrix.poisoned(name, placement, nextOffset()));
    }

    private GuardedMatrix registered(GuardedMatrix matrix) {
        poisonings.add(matrix::fillWithNaN);
        restorings.add(matrix::restore);
        return matrix;
    }

    private int nextOffset() {
        return ++arrays * offset;
    }

    /**
     * Runs the kernel twice, the second time on the values, and checks that nothing was written but what it may.
     *
     * @param call calls it
     */
    public void run(BiConsumer<Scratch, Parallel> call) {
        way.run((scratch, parallel) -> {
            poisonings.forEach(Runnable::run);
            call.accept(scratch, parallel);
            restorings.forEach(Runnable::run);
            call.accept(scratch, parallel);
        });
        checks.forEach(Runnable::run);
    }

    /**
     * What an array holds behind the call.
     *
     * @param array one that the kernel wrote
     * @return its values
     */
    public float[] values(GuardedFloats array) {
        return array.values(problem);
    }

    /**
     * What integers are behind the call.
     *
     * @param array one that the kernel wrote
     * @return its integers
     */
    public int[] values(GuardedInts array) {
        return array.values(problem);
    }

    /**
     * What matrices hold behind the call.
     *
     * @param matrix what the kernel wrote
     * @return their elements, matrix by matrix and row by row
     */
    public float[] values(GuardedMatrix matrix) {
        return matrix.values(problem);
    }
}
