package io.github.lanewise.kernels;

import java.util.List;
import java.util.Set;

/**
 * The shape of a squared error.
 *
 * <pre>
 * input, target  length
 * loss           length, or one element, as the reduction says
 * </pre>
 *
 * <p>As a problem string: {@code n} (length) after the operation, {@code mse:} for the mean, {@code mse_sum:} or {@code
 * mse_none:}, as in {@code mse:n1280}.
 *
 * @param reduction what is made of the squares
 * @param length elements
 */
public record SquaredErrorShape(Reduction reduction, int length) {
    private static final String OPERATION = "mse";

    /**
     * Checks the shape.
     *
     * @throws NullPointerException if {@code reduction} is null
     * @throws IllegalArgumentException if {@code length} is below 1
     */
    public SquaredErrorShape {
        if (reduction == null) {
            throw new NullPointerException("reduction is null");
        }
        Check.positive("length", length);
    }

    /**
     * Reads a problem string.
     *
     * @param problem such as {@code mse:n1280}
     * @return the shape
     * @throws IllegalArgumentException if it is not one, or its shape is not valid
     */
    public static SquaredErrorShape parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Reduction.operations(List.of(OPERATION)), Set.of("n"));
        return new SquaredErrorShape(Reduction.of(p.operation()), p.get("n"));
    }

    /**
     * How many losses there are.
     *
     * @return the length, or 1, as the reduction says
     */
    public int losses() {
        return reduction.losses(length);
    }

    /**
     * The problem string.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        return new ProblemString.Writer(reduction.operation(OPERATION), null).put("n", length).toString();
    }
}
