package io.github.lanewise.kernels.internal.micro;

/** Squared distances to centres, and their gradients. See {@link MicroKernels}. */
public interface RadialBasisKernels {
    /**
     * Sixteen images in the lanes against {@code centres} rows of weight. For c and lane, with x = input[j·LANES + lane]:
     *
     * <pre>
     * acc = +0
     * for j ascending: d = x − weight[weightOffset + c·features + j]; acc = fma(d, d, acc)
     * output[outputOffset + c·LANES + lane] = acc
     * </pre>
     */
    void distances(int centres, int features, float[] weight, int weightOffset, float[] input, int inputOffset,
            float[] output, int outputOffset);

    /**
     * The gradient by sixteen images in the lanes. For j and lane, with x as above and g = gradOutput[c·LANES + lane]:
     *
     * <pre>
     * acc = +0
     * for c ascending: acc = fma(x − weight[weightOffset + c·features + j], g, acc)
     * gradInput[gradInputOffset + j·LANES + lane] = acc + acc
     * </pre>
     */
    void backwardInput(int centres, int features, float[] weight, int weightOffset, float[] input, int inputOffset,
            float[] gradOutput, int gradOutputOffset, float[] gradInput, int gradInputOffset);

    /**
     * The gradient by one centre, images by rows. For j:
     *
     * <pre>
     * acc = +0
     * for n ascending: acc = fma(weight[weightOffset + j] − input[inputOffset + n·features + j],
     *                            gradOutput[gradOutputOffset + n·gradOutputStride], acc)
     * gradWeight[gradWeightOffset + j] = acc + acc
     * </pre>
     */
    void backwardWeight(int batch, int features, float[] input, int inputOffset, float[] gradOutput,
            int gradOutputOffset, int gradOutputStride, float[] weight, int weightOffset, float[] gradWeight,
            int gradWeightOffset);
}
