package io.github.lanewise.kernels.internal.micro;

/**
 * Sums down the columns of slabs, and what goes with them. A slab is rows × width floats, one row after the other, the width
 * a multiple of {@value MicroKernels#LANES}, so that every vector is full. All operands stand in one array, a thread's
 * scratch, at the offsets given; those called {@code row} are width floats, one for each column. See {@link MicroKernels}.
 */
public interface SlabKernels {
    /** maximum[i] = the largest of slab[r, i] over r, NaN if one is. Which of two zeros is not said. */
    void maximum(int rows, int width, float[] floats, int slab, int maximum);

    /** slab[r, i] = slab[r, i] − row[i]. */
    void subtract(int rows, int width, float[] floats, int slab, int row);

    /** slab[r, i] = slab[r, i] / row[i]. */
    void divide(int rows, int width, float[] floats, int slab, int row);

    /**
     * Sums each column in {@code partials} chains, 1 or 16: chain j starts from +0 and adds slab[j, i], slab[j + partials, i],
     * … in order. Sixteen are added by the tree of the contract. {@code sums} is room for partials × width floats, of which
     * the first width become the sums.
     */
    void sum(int partials, int rows, int width, float[] floats, int slab, int sums);

    /** The same of products: acc = fma(first[r, i], second[r, i], acc). */
    void sumOfProducts(int partials, int rows, int width, float[] floats, int first, int second, int sums);

    /** values[i] = fma(factor, values[i], addend), for a length that is a multiple of the lanes. */
    void affine(int length, float factor, float addend, float[] floats, int values);

    /** values[i] = values[i] · factors[i], for a length that is a multiple of the lanes. */
    void multiply(int length, float[] floats, int factors, int values);

    /** gradient[r, i] = output[r, i] · (gradient[r, i] − row[i]). */
    void softmaxBackward(int rows, int width, float[] floats, int output, int row, int gradient);

    /** gradient[r, i] = fma(−exponential[r, i], row[i], gradient[r, i]). */
    void logSoftmaxBackward(int rows, int width, float[] floats, int exponential, int row, int gradient);

    /** slab[r, i] = (fma(total[i], slab[r, i], −target[r, i]) · factor[i]) / divisor; total and factor are rows. */
    void crossEntropyBackward(int rows, int width, float[] floats, int target, int total, int factor, float divisor,
            int slab);
}
