package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.ElementaryFunction;
import io.github.lanewise.kernels.SoftmaxShape;

/** {@link io.github.lanewise.kernels.Softmax} in its published order, the exponential and the logarithm as they are alone. */
public final class SoftmaxBits {
    private SoftmaxBits() {}

    /**
     * The output.
     *
     * @param shape the shape
     * @param input the input
     * @return the output
     */
    public static float[] forward(SoftmaxShape shape, float[] input) {
        float[] output = new float[input.length];
        for (int r = 0; r < shape.outer() * shape.inner(); r++) {
            SoftmaxRow row = SoftmaxRow.of(SoftmaxRow.gather(input, shape.classes(), shape.inner(), r));
            float logarithm = row.logarithmOfSum();
            for (int c = 0; c < shape.classes(); c++) {
                output[SoftmaxRow.place(shape.classes(), shape.inner(), r, c)] = isLog(shape)
                        ? row.shifted()[c] - logarithm
                        : row.probability(c);
            }
        }
        return output;
    }

    /**
     * The gradient by the input.
     *
     * @param shape the shape
     * @param output what forward returned
     * @param gradOutput the gradient by the output
     * @return the gradient
     */
    public static float[] gradInput(SoftmaxShape shape, float[] output, float[] gradOutput) {
        float[] gradInput = new float[output.length];
        for (int r = 0; r < shape.outer() * shape.inner(); r++) {
            float[] y = SoftmaxRow.gather(output, shape.classes(), shape.inner(), r);
            float[] g = SoftmaxRow.gather(gradOutput, shape.classes(), shape.inner(), r);
            float[] e = isLog(shape) ? ElementaryFunctionBits.eachAlone(ElementaryFunction.EXP, y) : null;
            float sum = isLog(shape) ? SoftmaxRow.sum(g) : SoftmaxRow.sumOfProducts(y, g);
            for (int c = 0; c < shape.classes(); c++) {
                gradInput[SoftmaxRow.place(shape.classes(), shape.inner(), r, c)] = isLog(shape)
                        ? Math.fma(-e[c], sum, g[c])
                        : y[c] * (g[c] - sum);
            }
        }
        return gradInput;
    }

    private static boolean isLog(SoftmaxShape shape) {
        return shape.kind() == SoftmaxShape.Kind.LOG_SOFTMAX;
    }
}
