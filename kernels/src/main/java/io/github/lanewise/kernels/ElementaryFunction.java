package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.elementwise.FunctionPasses;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.List;
import java.util.Locale;

/**
 * The elementary functions that the operations of this library are made of, over arrays, for kernels of your own.
 *
 * <p>Each is built of IEEE additions, multiplications, fused multiply-adds, divisions and bit operations alone, in one
 * fixed sequence, so an element's bits depend on nothing but its value. Subnormal numbers are numbers like any others, as
 * input and as result.
 *
 * <p>The errors below are the largest of all 2³² floats, against the correctly rounded value and against the exact one, as
 * {@code verify sweep} measures them. All four are monotone: from one float to the next none decreases.
 */
public enum ElementaryFunction {
    /** e^x: +0 for −∞. Error: 1 ulp, 1.02 from the exact value. */
    EXP(FunctionPasses.exp()),
    /** e^x − 1, also where e^x is close to 1: −1 for −∞, −0 for −0. Error: 1 ulp, 1.45 from the exact value. */
    EXPM1(FunctionPasses.expm1()),
    /** ln x: −∞ for ±0, NaN below 0. Error: 1 ulp, 0.83 from the exact value. */
    LOG(FunctionPasses.log()),
    /**
     * ln(1 + x), also where 1 + x is close to 1: −∞ for −1, NaN below −1, −0 for −0. Error: 1 ulp, 1.40 from the exact value.
     */
    LOG1P(FunctionPasses.log1p());

    private final Execution apply;

    ElementaryFunction(Pass pass) {
        apply = new Execution("apply", "", a -> problem(a.length), a -> a.length, List.of(pass));
    }

    private String problem(int length) {
        return new ProblemString.Writer(toString(), null).put("n", length).toString();
    }

    /**
     * Computes the function of each element.
     *
     * @param input the input
     * @param inputOffset where it begins
     * @param output the output, overwritten; may be the input itself
     * @param outputOffset where it begins
     * @param length elements
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset or the length negative, or the ranges overlap
     *         in part
     * @throws NullPointerException if anything is null
     */
    public void apply(float[] input, int inputOffset, float[] output, int outputOffset, int length, Scratch scratch,
            Parallel parallel) {
        Check.notNegative("length", length);
        Check.range("input", input, inputOffset, length);
        Check.range("output", output, outputOffset, length);
        Check.sameOrApart("output", output, outputOffset, "input", input, inputOffset, length);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.output = output;
            a.outputOffset = outputOffset;
            a.length = length;
            scratch.execute(apply, a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * The name in problem strings and reports.
     *
     * @return such as {@code log1p}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
