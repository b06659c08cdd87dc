package io.github.lanewise.kernels;

import java.util.Set;

/**
 * The shape of a layer of radial basis functions.
 *
 * <pre>
 * input   batch × inFeatures
 * weight  outFeatures × inFeatures    a centre a row
 * output  batch × outFeatures
 * </pre>
 *
 * <p>As a problem string: {@code radial_basis:mb128ic84oc10}; {@code mb} is 1 where it is left out.
 *
 * @param batch rows of input and output
 * @param inFeatures columns of the input
 * @param outFeatures columns of the output, which is the number of centres
 */
public record RadialBasisShape(int batch, int inFeatures, int outFeatures) {
    /**
     * Checks the shape.
     *
     * @throws IllegalArgumentException if a size is below 1 or an array too large for Java
     */
    public RadialBasisShape {
        Check.positive("batch", batch);
        Check.positive("inFeatures", inFeatures);
        Check.positive("outFeatures", outFeatures);
        Check.elements("input", batch, inFeatures);
        Check.elements("weight", outFeatures, inFeatures);
        Check.elements("output", batch, outFeatures);
    }

    /**
     * Reads a problem string.
     *
     * @param problem such as {@code radial_basis:mb128ic84oc10}
     * @return the shape
     * @throws IllegalArgumentException if it is not one, or its shape is not valid
     */
    public static RadialBasisShape parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Set.of("radial_basis"), Set.of("mb", "ic", "oc"));
        return new RadialBasisShape(p.get("mb", 1), p.get("ic"), p.get("oc"));
    }

    /**
     * The problem string.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        return new ProblemString.Writer("radial_basis", null).put("mb", batch, 1).put("ic", inFeatures)
                .put("oc", outFeatures).toString();
    }
}
