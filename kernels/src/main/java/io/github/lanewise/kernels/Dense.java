package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.dense.BiasGradient;
import io.github.lanewise.kernels.internal.dense.LaneDense;
import io.github.lanewise.kernels.internal.gemm.GemmPasses;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.List;
import java.util.Objects;

/**
 * A dense (fully connected, linear) layer of one shape: output = input · weightᵀ + bias, and its gradients. Layouts and
 * vocabulary stand with {@link DenseShape}. A plan is immutable and may be shared by threads.
 *
 * <h2>Order of summation</h2>
 *
 * <ul>
 * <li><b>forward</b>: output[n, o] starts from bias[o] (+0 without a bias); then for i ascending: acc = fma(input[n, i],
 * weight[o, i], acc).
 * <li><b>gradInput</b>[n, i] starts from +0; then for o ascending: acc = fma(gradOutput[n, o], weight[o, i], acc).
 * <li><b>gradWeight</b>[o, i] starts from +0; then for n ascending: acc = fma(gradOutput[n, o], input[n, i], acc).
 * <li><b>gradBias</b>[o]: the batch is cut into pieces of 64 rows (the last may be shorter). Within a piece sixteen
 * partial chains start from +0; partial j takes the rows n of the piece with n mod 16 = j, ascending: acc = acc +
 * gradOutput[n, o]. The partials are added by the tree of {@link Conv2d}, and the sums of the pieces in order.
 * </ul>
 *
 * Where a plan is made for {@link Layout#LANES}, what is batch × features below is ⌈batch / 16⌉ × features × 16. Each element
 * has the same bits.
 */
public final class Dense {
    private final DenseShape shape;
    private final Layout layout;
    /** Of packed weights. */
    private final String order;
    private final Execution pack;
    private final Execution forward;
    private final Execution forwardPacked;
    private final Execution backwardInput;
    private final Execution backwardWeight;

    private Dense(DenseShape shape, Layout layout, Pass pack, Pass forward, List<Pass> backwardInput,
            List<Pass> backwardWeight) {
        this.shape = shape;
        this.layout = layout;
        order = (layout == Layout.LANES ? "sixteen rows side by side, " : "in panels, ")
                + Check.sizes(shape.outFeatures(), shape.inFeatures());
        long operations = 2L * shape.batch() * shape.inFeatures() * shape.outFeatures();
        this.pack = Execution.planned("pack", "", shape, (long) shape.inFeatures() * shape.outFeatures(),
                List.of(pack));
        this.forward = Execution.planned("forward", "", shape, operations, List.of(pack, forward));
        this.forwardPacked = Execution.planned("forward", "", shape, operations, List.of(forward));
        this.backwardInput = Execution.planned("backwardInput", "", shape, operations, backwardInput);
        this.backwardWeight = Execution.planned("backwardWeight", "", shape, operations, backwardWeight);
    }

    private static Dense inRows(DenseShape shape) {
        return new Dense(shape, Layout.NCHW, GemmPasses.PACK, GemmPasses.MULTIPLY,
                List.of(GemmPasses.PACK, GemmPasses.MULTIPLY), List.of(GemmPasses.PACK, GemmPasses.MULTIPLY,
                        new BiasGradient(shape.batch(), shape.outFeatures())));
    }

    private static Dense inLanes(DenseShape shape) {
        LaneDense lanes = new LaneDense(shape);
        return new Dense(shape, Layout.LANES, lanes.pack(), lanes.forward(), lanes.backwardInput(),
                lanes.backwardWeight());
    }

    /**
     * Plans a dense layer.
     *
     * @param shape the shape
     * @return the plan
     * @throws NullPointerException if {@code shape} is null
     */
    public static Dense plan(DenseShape shape) {
        return plan(shape, Layout.NCHW);
    }

    /**
     * Plans a dense layer whose input, output and their gradients have a given layout, the features being the channels of images
     * of 1×1.
     *
     * @param shape the shape
     * @param layout how batches lie in their arrays
     * @return the plan
     * @throws IllegalArgumentException if a batch in lanes is too large for an array
     * @throws NullPointerException if an argument is null
     */
    public static Dense plan(DenseShape shape, Layout layout) {
        long start = Verbose.start();
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(layout, "layout");
        layout.length(shape.batch(), shape.inFeatures());
        layout.length(shape.batch(), shape.outFeatures());
        Dense plan = layout == Layout.LANES ? inLanes(shape) : inRows(shape);
        Verbose.planned(shape, "", start);
        return plan;
    }

    /**
     * The shape of this plan.
     *
     * @return the shape
     */
    public DenseShape shape() {
        return shape;
    }

    /**
     * How input, output and their gradients lie in their arrays.
     *
     * @return the layout
     */
    public Layout layout() {
        return layout;
    }

    /**
     * Says how each method is run: tiles, blocks, tasks and scratch. There is one algorithm a layout, a blocked product.
     *
     * @return some lines for people
     */
    public String explain() {
        Arguments a = new Arguments();
        int batch = shape.batch();
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        StringBuilder text = new StringBuilder(shape + " on " + Backend.name() + ": the only algorithm of " + layout);
        a.product.size(batch, out, in).a(null, 0, in, 1);
        text.append(forward.explain(a));
        a.product.size(batch, in, out).a(null, 0, out, 1);
        text.append(backwardInput.explain(a));
        a.product.size(out, in, batch).a(null, 0, 1, out);
        return text.append(backwardWeight.explain(a)).toString();
    }

    /**
     * Computes the output. The same as the longer form with every offset 0.
     *
     * @param input batch × inFeatures
     * @param weight outFeatures × inFeatures
     * @param bias outFeatures, or null for none
     * @param output batch × outFeatures, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void forward(float[] input, float[] weight, float[] bias, float[] output, Scratch scratch,
            Parallel parallel) {
        forward(input, 0, weight, 0, bias, 0, output, 0, scratch, parallel);
    }

    /**
     * Computes the output.
     *
     * @param input batch × inFeatures
     * @param inputOffset where it begins
     * @param weight outFeatures × inFeatures
     * @param weightOffset where it begins
     * @param bias outFeatures, or null for none
     * @param biasOffset where it begins
     * @param output batch × outFeatures, overwritten
     * @param outputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or the output overlaps another array
     * @throws NullPointerException if anything but {@code bias} is null
     */
    public void forward(float[] input, int inputOffset, float[] weight, int weightOffset, float[] bias, int biasOffset,
            float[] output, int outputOffset, Scratch scratch, Parallel parallel) {
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        Check.range("weight", weight, weightOffset, out, in);
        checkForward(input, inputOffset, bias, biasOffset, output, outputOffset);
        Check.apart("output", output, outputOffset, layout.elements(shape.batch(), out), "weight", weight, weightOffset,
                out * in);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            putForward(a, input, inputOffset, weight, weightOffset, bias, biasOffset, output, outputOffset);
            scratch.execute(forward, a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the output with weights that were packed once.
     *
     * @param input batch × inFeatures
     * @param inputOffset where it begins
     * @param weight what {@link #pack} made of the weights, here or in another plan that packs them alike
     * @param bias outFeatures, or null for none
     * @param biasOffset where it begins
     * @param output batch × outFeatures, overwritten
     * @param outputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, the output overlaps another array, or the
     *         weight is packed otherwise than this plan reads it
     * @throws NullPointerException if anything but {@code bias} is null
     */
    public void forward(float[] input, int inputOffset, PackedWeight weight, float[] bias, int biasOffset,
            float[] output, int outputOffset, Scratch scratch, Parallel parallel) {
        PackedWeight.check("weight", weight, order);
        checkForward(input, inputOffset, bias, biasOffset, output, outputOffset);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            putForward(a, input, inputOffset, weight.values, 0, bias, biasOffset, output, outputOffset);
            a.packed = weight.values;
            scratch.execute(forwardPacked, a, parallel);
        } finally {
            scratch.end();
        }
    }

    private void checkForward(float[] input, int inputOffset, float[] bias, int biasOffset, float[] output,
            int outputOffset) {
        int batch = shape.batch();
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        int outputs = layout.elements(batch, out);
        Check.range("input", input, inputOffset, layout, batch, in);
        Check.range("output", output, outputOffset, layout, batch, out);
        if (bias != null) {
            Check.range("bias", bias, biasOffset, out);
            Check.apart("output", output, outputOffset, outputs, "bias", bias, biasOffset, out);
        }
        Check.apart("output", output, outputOffset, outputs, "input", input, inputOffset, layout.elements(batch, in));
    }

    private void putForward(Arguments a, float[] input, int inputOffset, float[] weight, int weightOffset, float[] bias,
            int biasOffset, float[] output, int outputOffset) {
        putProduct(a, input, inputOffset, weight, weightOffset, bias, biasOffset, output, outputOffset);
        a.input = input;
        a.inputOffset = inputOffset;
        a.weight = weight;
        a.weightOffset = weightOffset;
        a.bias = bias;
        a.biasOffset = biasOffset;
        a.output = output;
        a.outputOffset = outputOffset;
    }

    private void putProduct(Arguments a, float[] input, int inputOffset, float[] weight, int weightOffset, float[] bias,
            int biasOffset, float[] output, int outputOffset) {
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        a.product.size(shape.batch(), out, in).a(input, inputOffset, in, 1).b(weight, weightOffset, 1, in)
                .c(output, outputOffset, out, 1).start(bias, biasOffset);
    }

    /**
     * Packs weights for {@link #forward(float[], int, PackedWeight, float[], int, float[], int, Scratch, Parallel)}.
     *
     * @param weight outFeatures × inFeatures
     * @param weightOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @return a copy in the order in which plans of this layout read it, whatever their batch
     * @throws IllegalArgumentException if the array is too short or the offset negative
     * @throws NullPointerException if anything is null
     */
    public PackedWeight pack(float[] weight, int weightOffset, Scratch scratch, Parallel parallel) {
        Check.range("weight", weight, weightOffset, shape.outFeatures(), shape.inFeatures());
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            putProduct(a, null, 0, weight, weightOffset, null, 0, null, 0);
            a.weight = weight;
            a.weightOffset = weightOffset;
            scratch.execute(pack, a, parallel);
            return new PackedWeight(order, a.sharedBy(pack));
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradient by the input. The same as the longer form with every offset 0.
     *
     * @param gradOutput batch × outFeatures
     * @param weight outFeatures × inFeatures
     * @param gradInput batch × inFeatures, overwritten
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backwardInput(float[] gradOutput, float[] weight, float[] gradInput, Scratch scratch,
            Parallel parallel) {
        backwardInput(gradOutput, 0, weight, 0, gradInput, 0, scratch, parallel);
    }

    /**
     * Computes the gradient by the input.
     *
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
    public void backwardInput(float[] gradOutput, int gradOutputOffset, float[] weight, int weightOffset,
            float[] gradInput, int gradInputOffset, Scratch scratch, Parallel parallel) {
        int batch = shape.batch();
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        int inputs = layout.elements(batch, in);
        int outputs = layout.elements(batch, out);
        Check.range("gradOutput", gradOutput, gradOutputOffset, layout, batch, out);
        Check.range("weight", weight, weightOffset, out, in);
        Check.range("gradInput", gradInput, gradInputOffset, layout, batch, in);
        Check.apart("gradInput", gradInput, gradInputOffset, inputs, "gradOutput", gradOutput, gradOutputOffset,
                outputs);
        Check.apart("gradInput", gradInput, gradInputOffset, inputs, "weight", weight, weightOffset, out * in);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.product.size(batch, in, out).a(gradOutput, gradOutputOffset, out, 1).b(weight, weightOffset, in, 1)
                    .c(gradInput, gradInputOffset, in, 1);
            a.gradOutput = gradOutput;
            a.gradOutputOffset = gradOutputOffset;
            a.weight = weight;
            a.weightOffset = weightOffset;
            a.gradInput = gradInput;
            a.gradInputOffset = gradInputOffset;
            scratch.execute(backwardInput, a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradients by weight and bias. The same as the longer form with every offset 0.
     *
     * @param input batch × inFeatures
     * @param gradOutput batch × outFeatures
     * @param gradWeight outFeatures × inFeatures, overwritten
     * @param gradBias outFeatures, overwritten, or null where it is not wanted
     * @param scratch temporary memory
     * @param parallel where to run
     */
    public void backwardWeight(float[] input, float[] gradOutput, float[] gradWeight, float[] gradBias, Scratch scratch,
            Parallel parallel) {
        backwardWeight(input, 0, gradOutput, 0, gradWeight, 0, gradBias, 0, scratch, parallel);
    }

    /**
     * Computes the gradients by weight and bias.
     *
     * @param input batch × inFeatures
     * @param inputOffset where it begins
     * @param gradOutput batch × outFeatures
     * @param gradOutputOffset where it begins
     * @param gradWeight outFeatures × inFeatures, overwritten
     * @param gradWeightOffset where it begins
     * @param gradBias outFeatures, overwritten, or null where it is not wanted
     * @param gradBiasOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or a gradient that is written
     *         overlaps another array
     * @throws NullPointerException if anything but {@code gradBias} is null
     */
    public void backwardWeight(float[] input, int inputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradWeight, int gradWeightOffset, float[] gradBias, int gradBiasOffset, Scratch scratch,
            Parallel parallel) {
        int batch = shape.batch();
        int in = shape.inFeatures();
        int out = shape.outFeatures();
        int inputs = layout.elements(batch, in);
        int outputs = layout.elements(batch, out);
        Check.range("input", input, inputOffset, layout, batch, in);
        Check.range("gradOutput", gradOutput, gradOutputOffset, layout, batch, out);
        Check.range("gradWeight", gradWeight, gradWeightOffset, out, in);
        Check.apart("gradWeight", gradWeight, gradWeightOffset, out * in, "input", input, inputOffset, inputs);
        Check.apart("gradWeight", gradWeight, gradWeightOffset, out * in, "gradOutput", gradOutput, gradOutputOffset,
                outputs);
        if (gradBias != null) {
            Check.range("gradBias", gradBias, gradBiasOffset, out);
            Check.apart("gradBias", gradBias, gradBiasOffset, out, "input", input, inputOffset, inputs);
            Check.apart("gradBias", gradBias, gradBiasOffset, out, "gradOutput", gradOutput, gradOutputOffset,
                    outputs);
            Check.apart("gradBias", gradBias, gradBiasOffset, out, "gradWeight", gradWeight, gradWeightOffset,
                    out * in);
        }
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.product.size(out, in, batch).a(gradOutput, gradOutputOffset, 1, out).b(input, inputOffset, in, 1)
                    .c(gradWeight, gradWeightOffset, in, 1);
            a.input = input;
            a.inputOffset = inputOffset;
            a.gradWeight = gradWeight;
            a.gradWeightOffset = gradWeightOffset;
            a.gradOutput = gradOutput;
            a.gradOutputOffset = gradOutputOffset;
            a.gradBias = gradBias;
            a.gradBiasOffset = gradBiasOffset;
            scratch.execute(backwardWeight, a, parallel);
        } finally {
            scratch.end();
        }
    }
}
