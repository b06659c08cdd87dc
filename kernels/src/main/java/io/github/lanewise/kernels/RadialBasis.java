package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.dense.RadialBasisPasses;
import io.github.lanewise.kernels.internal.run.Arguments;
import java.util.Objects;

/**
 * A layer of Euclidean radial basis functions, as LeNet-5's output layer: output[n, i] = Σ (input[n, j] − weight[i, j])², the
 * squared distance of a row to each centre, and its gradients. Layouts and vocabulary stand with {@link RadialBasisShape}. A
 * plan is immutable and may be shared by threads.
 *
 * <p>Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition", Proceedings
 * of the IEEE, 1998, section II-B. Its loss is {@link MaximumAPosteriori}.
 *
 * <h2>Order of summation</h2>
 *
 * <ul>
 * <li><b>forward</b>: output[n, i] starts from +0; then for j ascending: d = input[n, j] − weight[i, j]; acc = fma(d, d, acc).
 * <li><b>gradInput</b>[n, j] starts from +0; then for i ascending: acc = fma(input[n, j] − weight[i, j], gradOutput[n, i], acc);
 * at the end acc + acc.
 * <li><b>gradWeight</b>[i, j] starts from +0; then for n ascending: acc = fma(weight[i, j] − input[n, j], gradOutput[n, i],
 * acc); at the end acc + acc.
 * </ul>
 */
public final class RadialBasis {
    private final RadialBasisShape shape;
    private final RadialBasisPasses passes;

    private RadialBasis(RadialBasisShape shape) {
        this.shape = shape;
        this.passes = new RadialBasisPasses(shape);
    }

    /**
     * Plans a layer of radial basis functions.
     *
     * @param shape the shape
     * @return the plan
     * @throws NullPointerException if {@code shape} is null
     */
    public static RadialBasis plan(RadialBasisShape shape) {
        long start = Verbose.start();
        RadialBasis plan = new RadialBasis(Objects.requireNonNull(shape, "shape"));
        Verbose.planned(shape, "", start);
        return plan;
    }

    /**
     * The shape of this plan.
     *
     * @return the shape
     */
    public RadialBasisShape shape() {
        return shape;
    }

    /**
     * Says how each method is run: what stands in the lanes, tasks and scratch.
     *
     * @return some lines for people
     */
    public String explain() {
        Arguments a = new Arguments();
        return shape + " on " + Backend.name() + ": the only algorithm" + passes.forward().explain(a)
                + passes.backwardInput().explain(a) + passes.backwardWeight().explain(a);
    }

    /**
     * Computes the output. The same as the longer form with every offset 0.
     *
     * @param input batch × inFeatures
     * @param weight outFeatures × inFeatures
     * @param output batch × outFeatures, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void forward(float[] input, float[] weight, float[] output, Scratch scratch, Parallel parallel) {
        forward(input, 0, weight, 0, output, 0, scratch, parallel);
    }

    /**
     * Computes the output.
     *
     * @param input batch × inFeatures
     * @param inputOffset where it begins
     * @param weight outFeatures × inFeatures
     * @param weightOffset where it begins
     * @param output batch × outFeatures, overwritten
     * @param outputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or the output overlaps another array
     * @throws NullPointerException if anything is null
     */
    public void forward(float[] input, int inputOffset, float[] weight, int weightOffset, float[] output,
            int outputOffset, Scratch scratch, Parallel parallel) {
        int batch = shape.batch();
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        Check.range("input", input, inputOffset, batch, in);
        Check.range("weight", weight, weightOffset, out, in);
        Check.range("output", output, outputOffset, batch, out);
        Check.apart("output", output, outputOffset, batch * out, "input", input, inputOffset, batch * in);
        Check.apart("output", output, outputOffset, batch * out, "weight", weight, weightOffset, out * in);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.weight = weight;
            a.weightOffset = weightOffset;
            a.output = output;
            a.outputOffset = outputOffset;
            scratch.execute(passes.forward(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradient by the input. The same as the longer form with every offset 0.
     *
     * @param input batch × inFeatures
     * @param gradOutput batch × outFeatures
     * @param weight outFeatures × inFeatures
     * @param gradInput batch × inFeatures, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backwardInput(float[] input, float[] gradOutput, float[] weight, float[] gradInput, Scratch scratch,
            Parallel parallel) {
        backwardInput(input, 0, gradOutput, 0, weight, 0, gradInput, 0, scratch, parallel);
    }

    /**
     * Computes the gradient by the input.
     *
     * @param input batch × inFeatures
     * @param inputOffset where it begins
     * @param gradOutput batch × outFeatures
     * @param gradOutputOffset where it begins
     * @param weight outFeatures × inFeatures
     * @param weightOffset where it begins
     * @param gradInput batch × inFeatures, overwritten
     * @param gradInputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or gradInput overlaps another array
     * @throws NullPointerException if anything is null
     */
    public void backwardInput(float[] input, int inputOffset, float[] gradOutput, int gradOutputOffset, float[] weight,
            int weightOffset, float[] gradInput, int gradInputOffset, Scratch scratch, Parallel parallel) {
        int batch = shape.batch();
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        Check.range("input", input, inputOffset, batch, in);
        Check.range("gradOutput", gradOutput, gradOutputOffset, batch, out);
        Check.range("weight", weight, weightOffset, out, in);
        Check.range("gradInput", gradInput, gradInputOffset, batch, in);
        Check.apart("gradInput", gradInput, gradInputOffset, batch * in, "input", input, inputOffset, batch * in);
        Check.apart("gradInput", gradInput, gradInputOffset, batch * in, "gradOutput", gradOutput, gradOutputOffset,
                batch * out);
        Check.apart("gradInput", gradInput, gradInputOffset, batch * in, "weight", weight, weightOffset, out * in);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.gradOutput = gradOutput;
            a.gradOutputOffset = gradOutputOffset;
            a.weight = weight;
            a.weightOffset = weightOffset;
            a.gradInput = gradInput;
            a.gradInputOffset = gradInputOffset;
            scratch.execute(passes.backwardInput(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradient by the centres. The same as the longer form with every offset 0.
     *
     * @param input batch × inFeatures
     * @param gradOutput batch × outFeatures
     * @param weight outFeatures × inFeatures
     * @param gradWeight outFeatures × inFeatures, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backwardWeight(float[] input, float[] gradOutput, float[] weight, float[] gradWeight, Scratch scratch,
            Parallel parallel) {
        backwardWeight(input, 0, gradOutput, 0, weight, 0, gradWeight, 0, scratch, parallel);
    }

    /**
     * Computes the gradient by the centres.
     *
     * @param input batch × inFeatures
     * @param inputOffset where it begins
     * @param gradOutput batch × outFeatures
     * @param gradOutputOffset where it begins
     * @param weight outFeatures × inFeatures
     * @param weightOffset where it begins
     * @param gradWeight outFeatures × inFeatures, overwritten
     * @param gradWeightOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or gradWeight overlaps another array
     * @throws NullPointerException if anything is null
     */
    public void backwardWeight(float[] input, int inputOffset, float[] gradOutput, int gradOutputOffset, float[] weight,
            int weightOffset, float[] gradWeight, int gradWeightOffset, Scratch scratch, Parallel parallel) {
        int batch = shape.batch();
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        Check.range("input", input, inputOffset, batch, in);
        Check.range("gradOutput", gradOutput, gradOutputOffset, batch, out);
        Check.range("weight", weight, weightOffset, out, in);
        Check.range("gradWeight", gradWeight, gradWeightOffset, out, in);
        Check.apart("gradWeight", gradWeight, gradWeightOffset, out * in, "input", input, inputOffset, batch * in);
        Check.apart("gradWeight", gradWeight, gradWeightOffset, out * in, "gradOutput", gradOutput, gradOutputOffset,
                batch * out);
        Check.apart("gradWeight", gradWeight, gradWeightOffset, out * in, "weight", weight, weightOffset, out * in);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.gradOutput = gradOutput;
            a.gradOutputOffset = gradOutputOffset;
            a.weight = weight;
            a.weightOffset = weightOffset;
            a.gradWeight = gradWeight;
            a.gradWeightOffset = gradWeightOffset;
            scratch.execute(passes.backwardWeight(), a, parallel);
        } finally {
            scratch.end();
        }
    }
}
