package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.ElementaryFunction;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/**
 * The elementary functions are polynomials of the library's own, so they have no independent bit reference: their error is
 * measured against {@link io.github.lanewise.verify.oracle.ElementaryFunctionOracle}, and their bits are pinned by a digest.
 * What can be said of an array is that each element is what it is alone, where it stands in a tail and never in a vector
 * among others.
 */
public final class ElementaryFunctionBits {
    private ElementaryFunctionBits() {}

    /**
     * Takes each element from the kernel alone.
     *
     * @param function which
     * @param x the input
     * @return the output
     */
    public static float[] eachAlone(ElementaryFunction function, float[] x) {
        Scratch scratch = new Scratch();
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            function.apply(x, i, y, i, 1, scratch, Parallel.serial());
        }
        return y;
    }
}
