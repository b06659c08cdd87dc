package io.github.lanewise.kernels;

import java.util.Set;

/**
 * The sizes of a matrix product, or of a batch of them.
 *
 * <pre>
 * a  rows × depth
 * b  depth × columns
 * c  rows × columns
 * </pre>
 *
 * <p>As a problem string: {@code gemm:mb4m128n120k400ta1tb1}. {@code mb} is the batch, {@code m n k} are rows, columns and
 * depth; {@code ta} and {@code tb} are 1 where a or b is the transpose of a row-major matrix. Left out, {@code mb} is 1,
 * {@code ta} and {@code tb} are 0.
 *
 * @param batch products
 * @param rows rows of a and c
 * @param columns columns of b and c
 * @param depth columns of a, rows of b
 * @param transposedA whether a is the transpose of a row-major matrix
 * @param transposedB whether b is the transpose of a row-major matrix
 */
public record GemmShape(int batch, int rows, int columns, int depth, boolean transposedA, boolean transposedB) {
    private static final Set<String> KEYS = Set.of("mb", "m", "n", "k", "ta", "tb");

    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if a size is below 1, or the results, or both operands of one product packed, do
     *         not fit an array
     */
    public GemmShape {
        Check.positive("batch", batch);
        Check.positive("rows", rows);
        Check.positive("columns", columns);
        Check.positive("depth", depth);
        Check.elements("c", batch, rows, columns);
        Check.packed("a", "b", rows, columns, depth);
    }

    /**
     * Reads a problem string.
     *
     * @param problem such as {@code gemm:m128n120k400tb1}
     * @return the shape
     * @throws IllegalArgumentException if it is not one, or its shape is not valid
     */
    public static GemmShape parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Set.of("gemm"), KEYS);
        return new GemmShape(p.get("mb", 1), p.get("m"), p.get("n"), p.get("k"), p.flag("ta"), p.flag("tb"));
    }

    /**
     * Multiply-adds of all products.
     *
     * @return batch·rows·columns·depth
     */
    public long products() {
        return (long) batch * rows * columns * depth;
    }

    /**
     * The problem string.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        return new ProblemString.Writer("gemm", null).put("mb", batch, 1).put("m", rows).put("n", columns)
                .put("k", depth).put("ta", transposedA ? 1 : 0, 0).put("tb", transposedB ? 1 : 0, 0).toString();
    }
}
