package io.github.lanewise.kernels;

import java.util.Set;

/**
 * The shape of a dense (fully connected, linear) layer.
 *
 * <pre>
 * input   batch × inFeatures
 * weight  outFeatures × inFeatures
 * bias    outFeatures
 * output  batch × outFeatures
 * </pre>
 *
 * <p>As a problem string: {@code dense:mb128ic400oc120}; {@code mb} is 1 where it is left out.
 *
 * @param batch rows of input and output
 * @param inFeatures columns of the input
 * @param outFeatures columns of the output
 */
public record DenseShape(int batch, int inFeatures, int outFeatures) {
    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if a size is below 1, or an array, or two of them packed for their product, too
     *         large for Java
     */
    public DenseShape {
        Check.positive("batch", batch);
        Check.positive("inFeatures", inFeatures);
        Check.positive("outFeatures", outFeatures);
        Check.elements("input", batch, inFeatures);
        Check.elements("weight", outFeatures, inFeatures);
        Check.elements("output", batch, outFeatures);
        Check.packed("input", "weight", batch, outFeatures, inFeatures);
        Check.packed("gradOutput", "weight", batch, inFeatures, outFeatures);
        Check.packed("gradOutput", "input", outFeatures, inFeatures, batch);
    }

    /**
     * Reads a problem string.
     *
     * @param problem such as {@code dense:mb128ic400oc120}
     * @return the shape
     * @throws IllegalArgumentException if it is not one, or its shape is not valid
     */
    public static DenseShape parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Set.of("dense"), Set.of("mb", "ic", "oc"));
        return new DenseShape(p.get("mb", 1), p.get("ic"), p.get("oc"));
    }

    /**
     * The problem string.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        return new ProblemString.Writer("dense", null).put("mb", batch, 1).put("ic", inFeatures)
                .put("oc", outFeatures).toString();
    }
}
