package io.github.lanewise.verify.subject;

import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.Estimate;
import java.util.List;
import java.util.function.Function;

/**
 * One array that an operator computes, and what it is checked against. Every method draws its inputs by name from the {@link
 * Values} it is given, so all of them speak of the same inputs.
 *
 * <p>Integers (the indices of a maximum) travel as floats of the same value, see {@link Indices}.
 */
public interface Result {
    /** The name of the algorithm where there is no choice. */
    String ONLY = "only";

    /**
     * Its name in the vocabulary of the operator.
     *
     * @return such as {@code gradInput}
     */
    String name();

    /**
     * The algorithms that can compute it.
     *
     * @return their names, {@link #ONLY} where there is no choice
     */
    List<String> algorithms();

    /**
     * Has the kernel compute it, in guarded memory and on poisoned scratch (see {@link GuardedCall}). Where several forms of a
     * call give the same result (in place or not, with a by-product or without), it runs them all, and they must agree.
     *
     * @param trial how
     * @return the result
     * @throws AssertionError if the kernel wrote where it must not, or forms differ
     */
    float[] compute(Trial trial);

    /**
     * The bit reference: the result in the published order, with nothing of the kernel in it.
     *
     * @param values where the inputs are drawn
     * @return what must come out to the last bit
     */
    float[] bits(Values values);

    /**
     * The oracle: the result in double, from the textbook, and how far a float may lie from it.
     *
     * @param values where the inputs are drawn; {@linkplain Values#bounded bounded} ones
     * @return the values and bounds
     */
    Estimate oracle(Values values);

    /** How a result is computed by the kernel. */
    @FunctionalInterface
    interface Kernel {
        /**
         * Calls it.
         *
         * @param call makes guarded arrays and runs the kernel on them
         * @param trial which algorithm and which values; threads and offsets are the call's business
         * @return the result
         */
        float[] compute(GuardedCall call, Trial trial);
    }

    /**
     * A result made of functions, with a choice of algorithms.
     *
     * @param subject whose result it is
     * @param name its name
     * @param algorithms their names
     * @param kernel computes it
     * @param bits the bit reference
     * @param oracle the oracle
     * @return the result
     */
    static Result of(Subject subject, String name, List<String> algorithms, Kernel kernel,
            Function<Values, float[]> bits, Function<Values, Estimate> oracle) {
        return new ResultOfFunctions(subject.problem(), name, algorithms, kernel, bits, oracle);
    }

    /**
     * A result made of functions.
     *
     * @param subject whose result it is
     * @param name its name
     * @param kernel computes it
     * @param bits the bit reference
     * @param oracle the oracle
     * @return the result
     */
    static Result of(Subject subject, String name, Kernel kernel, Function<Values, float[]> bits,
            Function<Values, Estimate> oracle) {
        return of(subject, name, List.of(ONLY), kernel, bits, oracle);
    }
}
