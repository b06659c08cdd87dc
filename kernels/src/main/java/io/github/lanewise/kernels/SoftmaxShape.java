package io.github.lanewise.kernels;

import java.util.Set;

/**
 * The shape of a softmax: an array of any rank, seen from the axis over which is normalised.
 *
 * <pre>
 * input, output  outer × classes × inner
 * </pre>
 *
 * where {@code outer} is the product of the sizes before the axis and {@code inner} that of the sizes behind it.
 *
 * <p>As a problem string: {@code mb} (outer), {@code ic} (classes) and {@code sp} (inner) after the operation, {@code softmax:}
 * or {@code log_softmax:}; {@code mb} and {@code sp} are 1 where they are left out: {@code softmax:mb128ic10}.
 *
 * @param kind softmax or its logarithm
 * @param outer product of the sizes before the axis
 * @param classes size of the axis
 * @param inner product of the sizes behind the axis
 */
public record SoftmaxShape(Kind kind, int outer, int classes, int inner) {
    /** What becomes of a row. */
    public enum Kind {
        /** e^x / Σ e^x. */
        SOFTMAX("softmax"),
        /** x − ln Σ e^x. */
        LOG_SOFTMAX("log_softmax");

        private final String operation;

        Kind(String operation) {
            this.operation = operation;
        }
    }

    /**
     * Checks the shape.
     *
     * @throws NullPointerException if {@code kind} is null
     * @throws IllegalArgumentException if a size is below 1 or the array too large for Java
     */
    public SoftmaxShape {
        if (kind == null) {
            throw new NullPointerException("kind is null");
        }
        Check.positive("outer", outer);
        Check.positive("classes", classes);
        Check.positive("inner", inner);
        Check.elements("input", outer, classes, inner);
    }

    /**
     * The shape for one axis of an array.
     *
     * @param kind softmax or its logarithm
     * @param axis the axis over which is normalised, 0 for the first
     * @param sizes the sizes of the array
     * @return the shape
     * @throws NullPointerException if {@code kind} or {@code sizes} is null
     * @throws IllegalArgumentException if there is no such axis, a size is below 1, or the array too large for Java
     */
    public static SoftmaxShape of(Kind kind, int axis, int... sizes) {
        if (sizes == null) {
            throw new NullPointerException("sizes is null");
        }
        if (axis < 0 || axis >= sizes.length) {
            throw new IllegalArgumentException(
                    "axis is " + axis + "; expected 0 to " + (sizes.length - 1) + " for " + sizes.length + " sizes");
        }
        long[] wide = new long[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            wide[i] = Check.positive("sizes[" + i + "]", sizes[i]);
        }
        Check.elements("input", wide);
        int outer = 1;
        int inner = 1;
        for (int i = 0; i < sizes.length; i++) {
            outer *= i < axis ? sizes[i] : 1;
            inner *= i > axis ? sizes[i] : 1;
        }
        return new SoftmaxShape(kind, outer, sizes[axis], inner);
    }

    /**
     * Reads a problem string.
     *
     * @param problem such as {@code log_softmax:mb2ic21sp49}
     * @return the shape
     * @throws IllegalArgumentException if it is not one, or its shape is not valid
     */
    public static SoftmaxShape parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Set.of("softmax", "log_softmax"), Set.of("mb", "ic", "sp"));
        Kind kind = p.operation().equals("softmax") ? Kind.SOFTMAX : Kind.LOG_SOFTMAX;
        return new SoftmaxShape(kind, p.get("mb", 1), p.get("ic"), p.get("sp", 1));
    }

    /**
     * The problem string.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        return new ProblemString.Writer(kind.operation, null).put("mb", outer, 1).put("ic", classes)
                .put("sp", inner, 1).toString();
    }
}
