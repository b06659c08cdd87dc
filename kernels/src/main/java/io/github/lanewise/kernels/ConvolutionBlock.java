package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.conv.BlockEnd;
import io.github.lanewise.kernels.internal.conv.Convolution;
import io.github.lanewise.kernels.internal.run.Arguments;
import java.util.Objects;

/**
 * A convolution, an activation and a pooling in one go, of batches in {@link Layout#LANES}: sixteen images stay near from the first
 * to the last, and what lies between need not go through memory. Each result has the bits of {@link Conv2d}, {@link Activation}
 * and {@link Pool2d} one after the other, whose words hold here: {@code input}, {@code weight} and {@code bias} are those of the
 * convolution, {@code output} and {@code indices} those of the pooling, and {@code gradOutput} is the gradient by that output.
 *
 * <p>{@code activated} is what lies between activation and pooling. Backward needs it if {@link #needsActivated} says so, and
 * else does not look at it; forward may be given null for it, and then does not leave it. A plan is immutable and may be shared
 * by threads.
 */
public final class ConvolutionBlock {
    private final Conv2d convolution;
    private final Activation activation;
    private final Pool2d pooling;
    private final boolean needsActivated;
    private final Convolution block;

    private ConvolutionBlock(Conv2d convolution, Activation activation, Pool2d pooling) {
        this.convolution = convolution;
        this.activation = activation;
        this.pooling = pooling;
        needsActivated = pooling.shape().kind() != Pool2dShape.Kind.MAX || activation.kind() != Activation.Kind.RELU;
        BlockEnd end = new BlockEnd(pooling.shape(), activation.passes.function(), activation.passes.gradient(),
                !needsActivated);
        block = Convolution.block(convolution.shape(), end, toString());
    }

    /**
     * Plans a block.
     *
     * @param convolution the shape of the convolution
     * @param activation the activation
     * @param pooling the shape of the pooling
     * @return the plan
     * @throws IllegalArgumentException if the pooling's input is not the convolution's output, or either cannot be planned for
     *         lanes
     * @throws NullPointerException if an argument is null
     */
    public static ConvolutionBlock plan(Conv2dShape convolution, Activation activation, Pool2dShape pooling) {
        long start = Verbose.start();
        Objects.requireNonNull(convolution, "convolution");
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(pooling, "pooling");
        if (pooling.batch() != convolution.batch() || pooling.channels() != convolution.outChannels()
                || pooling.inHeight() != convolution.outHeight() || pooling.inWidth() != convolution.outWidth()) {
            throw new IllegalArgumentException("pooling takes "
                    + Check.sizes(pooling.batch(), pooling.channels(), pooling.inHeight(), pooling.inWidth())
                    + "; expected what the convolution makes, " + Check.sizes(convolution.batch(),
                            convolution.outChannels(), convolution.outHeight(), convolution.outWidth()));
        }
        ConvolutionBlock plan = new ConvolutionBlock(Conv2d.plan(convolution, Layout.LANES), activation,
                Pool2d.plan(pooling, Layout.LANES));
        Verbose.planned(plan.toString(), "", start);
        return plan;
    }

    /**
     * Plans the block that a problem string names.
     *
     * @param problem a convolution, an activation and a pooling joined by +, such as
     *        {@code mb128ic1ih28oc6kh5ph2+relu+max:mb128ic6ih28kh2sh2}
     * @return the plan
     * @throws IllegalArgumentException if the text is none, or names what cannot be planned
     * @throws NullPointerException if {@code problem} is null
     */
    public static ConvolutionBlock parse(String problem) {
        String[] parts = Objects.requireNonNull(problem, "problem").split("\\+", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("problem string \"" + problem
                    + "\" has " + parts.length
                    + " parts; expected a convolution, an activation and a pooling joined by +");
        }
        return plan(Conv2dShape.parse(parts[0]), Activation.parse(parts[1]), Pool2dShape.parse(parts[2]));
    }

    /**
     * Whether backward needs what lies between activation and pooling. It does not where the gradient follows from the winners of
     * a maximum and the output, which is so with ReLU.
     *
     * @return false for ReLU with a maximum
     */
    public boolean needsActivated() {
        return needsActivated;
    }

    /**
     * Says how each method is run: tiles, tasks and scratch.
     *
     * @return some lines for people
     */
    public String explain() {
        Arguments any = new Arguments();
        return this + " on " + Backend.name() + ": the arrays are in lanes" + block.forward().explain(any)
                + block.backwardInput().explain(any) + block.backwardWeight().explain(any);
    }

    /**
     * Its three parts.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        return convolution.shape() + "+" + activation + "+" + pooling.shape();
    }

    /**
     * Computes the output.
     *
     * @param input ⌈batch / 16⌉ × inChannels × inHeight × inWidth × 16
     * @param inputOffset where it begins
     * @param weight outChannels × inChannels / groups × kernelHeight × kernelWidth
     * @param weightOffset where it begins
     * @param bias outChannels, or null for none
     * @param biasOffset where it begins
     * @param activated ⌈batch / 16⌉ × outChannels × the convolution's outHeight × outWidth × 16, overwritten, or null where it is
     *        not wanted
     * @param activatedOffset where it begins
     * @param output ⌈batch / 16⌉ × outChannels × the pooling's outHeight × outWidth × 16, overwritten
     * @param outputOffset where it begins
     * @param indices for a maximum, where each output came from, overwritten, of the size of the output; null where it is not
     *        wanted, and for an average
     * @param indicesOffset where they begin
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, an array that is written overlaps another,
     *         or an average is given indices
     * @throws NullPointerException if anything but {@code bias}, {@code activated} or {@code indices} is null
     */
    public void forward(float[] input, int inputOffset, float[] weight, int weightOffset, float[] bias, int biasOffset,
            float[] activated, int activatedOffset, float[] output, int outputOffset, int[] indices, int indicesOffset,
            Scratch scratch, Parallel parallel) {
        convolution.checkWeight("weight", weight, weightOffset);
        checkForward(input, inputOffset, bias, biasOffset, activated, activatedOffset, output, outputOffset, indices,
                indicesOffset);
        int weights = convolution.weightLength();
        Check.apart("output", output, outputOffset, pooling.outputLength(), "weight", weight, weightOffset, weights);
        if (activated != null) {
            Check.apart("activated", activated, activatedOffset, convolution.outputLength(), "weight", weight,
                    weightOffset, weights);
        }
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            putForward(a, input, inputOffset, bias, biasOffset, activated, activatedOffset, output, outputOffset,
                    indices, indicesOffset);
            a.weight = weight;
            a.weightOffset = weightOffset;
            scratch.execute(block.forward(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the output with weights that were packed once.
     *
     * @param input ⌈batch / 16⌉ × inChannels × inHeight × inWidth × 16
     * @param inputOffset where it begins
     * @param weight what {@link #pack} made of the weights, here or in another plan that packs them alike
     * @param bias outChannels, or null for none
     * @param biasOffset where it begins
     * @param activated ⌈batch / 16⌉ × outChannels × the convolution's outHeight × outWidth × 16, overwritten, or null where it is
     *        not wanted
     * @param activatedOffset where it begins
     * @param output ⌈batch / 16⌉ × outChannels × the pooling's outHeight × outWidth × 16, overwritten
     * @param outputOffset where it begins
     * @param indices for a maximum, where each output came from, overwritten, of the size of the output; null where it is not
     *        wanted, and for an average
     * @param indicesOffset where they begin
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, an array that is written overlaps another, an
     *         average is given indices, or the weight is packed otherwise than this plan reads it
     * @throws NullPointerException if anything but {@code bias}, {@code activated} or {@code indices} is null
     */
    public void forward(float[] input, int inputOffset, PackedWeight weight, float[] bias, int biasOffset,
            float[] activated, int activatedOffset, float[] output, int outputOffset, int[] indices, int indicesOffset,
            Scratch scratch, Parallel parallel) {
        convolution.checkPacked("weight", weight);
        checkForward(input, inputOffset, bias, biasOffset, activated, activatedOffset, output, outputOffset, indices,
                indicesOffset);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            putForward(a, input, inputOffset, bias, biasOffset, activated, activatedOffset, output, outputOffset,
                    indices, indicesOffset);
            a.packed = weight.values;
            scratch.execute(block.forwardPacked(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Packs weights for the form of forward that takes them packed.
     *
     * @param weight outChannels × inChannels / groups × kernelHeight × kernelWidth
     * @param weightOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @return a copy in the order in which this plan, and one of its convolution alone, reads it
     * @throws IllegalArgumentException if the array is too short or the offset negative
     * @throws NullPointerException if anything is null
     */
    public PackedWeight pack(float[] weight, int weightOffset, Scratch scratch, Parallel parallel) {
        return convolution.pack(weight, weightOffset, scratch, parallel);
    }

    private void checkForward(float[] input, int inputOffset, float[] bias, int biasOffset, float[] activated,
            int activatedOffset, float[] output, int outputOffset, int[] indices, int indicesOffset) {
        convolution.checkInput("input", input, inputOffset);
        if (bias != null) {
            Check.range("bias", bias, biasOffset, convolution.shape().outChannels());
        }
        pooling.checkOutput("output", output, outputOffset);
        if (indices != null) {
            pooling.checkIndices(indices, indicesOffset);
        }
        checkApart("output", output, outputOffset, pooling.outputLength(), input, inputOffset, bias, biasOffset);
        if (activated != null) {
            convolution.checkOutput("activated", activated, activatedOffset);
            checkApart("activated", activated, activatedOffset, convolution.outputLength(), input, inputOffset, bias,
                    biasOffset);
            Check.apart("output", output, outputOffset, pooling.outputLength(), "activated", activated,
                    activatedOffset, convolution.outputLength());
        }
    }

    private static void putForward(Arguments a, float[] input, int inputOffset, float[] bias, int biasOffset,
            float[] activated, int activatedOffset, float[] output, int outputOffset, int[] indices,
            int indicesOffset) {
        a.input = input;
        a.inputOffset = inputOffset;
        a.bias = bias;
        a.biasOffset = biasOffset;
        a.activated = activated;
        a.activatedOffset = activatedOffset;
        a.output = output;
        a.outputOffset = outputOffset;
        a.indices = indices;
        a.indicesOffset = indicesOffset;
    }

    private void checkApart(String name, float[] array, int offset, int length, float[] input, int inputOffset,
            float[] bias, int biasOffset) {
        Check.apart(name, array, offset, length, "input", input, inputOffset, convolution.inputLength());
        if (bias != null) {
            Check.apart(name, array, offset, length, "bias", bias, biasOffset, convolution.shape().outChannels());
        }
    }

    /**
     * Computes the gradient by the input.
     *
     * @param activated what forward left; not looked at where it is not needed
     * @param activatedOffset where it begins
     * @param output what forward wrote
     * @param outputOffset where it begins
     * @param indices for a maximum, what forward wrote; null for an average
     * @param indicesOffset where they begin
     * @param gradOutput the gradient by the output, of its size
     * @param gradOutputOffset where it begins
     * @param weight outChannels × inChannels / groups × kernelHeight × kernelWidth
     * @param weightOffset where it begins
     * @param gradInput ⌈batch / 16⌉ × inChannels × inHeight × inWidth × 16, overwritten
     * @param gradInputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, an index lies outside its plane, an average is
     *         given indices, or gradInput overlaps another array
     * @throws NullPointerException if anything that is needed is null
     */
    public void backwardInput(float[] activated, int activatedOffset, float[] output, int outputOffset, int[] indices,
            int indicesOffset, float[] gradOutput, int gradOutputOffset, float[] weight, int weightOffset,
            float[] gradInput, int gradInputOffset, Scratch scratch, Parallel parallel) {
        checkForwards(activated, activatedOffset, output, outputOffset, indices, indicesOffset, gradOutput,
                gradOutputOffset);
        convolution.checkWeight("weight", weight, weightOffset);
        convolution.checkInput("gradInput", gradInput, gradInputOffset);
        int length = convolution.inputLength();
        checkApartFromForwards("gradInput", gradInput, gradInputOffset, length, activated, activatedOffset, output,
                outputOffset, gradOutput, gradOutputOffset);
        Check.apart("gradInput", gradInput, gradInputOffset, length, "weight", weight, weightOffset,
                convolution.weightLength());
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            put(a, activated, activatedOffset, output, outputOffset, indices, indicesOffset, gradOutput,
                    gradOutputOffset);
            a.weight = weight;
            a.weightOffset = weightOffset;
            a.gradInput = gradInput;
            a.gradInputOffset = gradInputOffset;
            scratch.execute(block.backwardInput(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradients by weight and bias.
     *
     * @param input ⌈batch / 16⌉ × inChannels × inHeight × inWidth × 16
     * @param inputOffset where it begins
     * @param activated what forward left; not looked at where it is not needed
     * @param activatedOffset where it begins
     * @param output what forward wrote
     * @param outputOffset where it begins
     * @param indices for a maximum, what forward wrote; null for an average
     * @param indicesOffset where they begin
     * @param gradOutput the gradient by the output, of its size
     * @param gradOutputOffset where it begins
     * @param gradWeight outChannels × inChannels / groups × kernelHeight × kernelWidth, overwritten
     * @param gradWeightOffset where it begins
     * @param gradBias outChannels, overwritten, or null where it is not wanted
     * @param gradBiasOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, an index lies outside its plane, an average is
     *         given indices, or a gradient that is written overlaps another array
     * @throws NullPointerException if anything that is needed is null
     */
    public void backwardWeight(float[] input, int inputOffset, float[] activated, int activatedOffset, float[] output,
            int outputOffset, int[] indices, int indicesOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradWeight, int gradWeightOffset, float[] gradBias, int gradBiasOffset, Scratch scratch,
            Parallel parallel) {
        convolution.checkInput("input", input, inputOffset);
        checkForwards(activated, activatedOffset, output, outputOffset, indices, indicesOffset, gradOutput,
                gradOutputOffset);
        convolution.checkWeight("gradWeight", gradWeight, gradWeightOffset);
        int weights = convolution.weightLength();
        Check.apart("gradWeight", gradWeight, gradWeightOffset, weights, "input", input, inputOffset,
                convolution.inputLength());
        checkApartFromForwards("gradWeight", gradWeight, gradWeightOffset, weights, activated, activatedOffset, output,
                outputOffset, gradOutput, gradOutputOffset);
        if (gradBias != null) {
            int channels = convolution.shape().outChannels();
            Check.range("gradBias", gradBias, gradBiasOffset, channels);
            Check.apart("gradBias", gradBias, gradBiasOffset, channels, "input", input, inputOffset,
                    convolution.inputLength());
            checkApartFromForwards("gradBias", gradBias, gradBiasOffset, channels, activated, activatedOffset, output,
                    outputOffset, gradOutput, gradOutputOffset);
            Check.apart("gradBias", gradBias, gradBiasOffset, channels, "gradWeight", gradWeight, gradWeightOffset,
                    weights);
        }
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            put(a, activated, activatedOffset, output, outputOffset, indices, indicesOffset, gradOutput,
                    gradOutputOffset);
            a.input = input;
            a.inputOffset = inputOffset;
            a.gradWeight = gradWeight;
            a.gradWeightOffset = gradWeightOffset;
            a.gradBias = gradBias;
            a.gradBiasOffset = gradBiasOffset;
            scratch.execute(block.backwardWeight(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    private void checkForwards(float[] activated, int activatedOffset, float[] output, int outputOffset, int[] indices,
            int indicesOffset, float[] gradOutput, int gradOutputOffset) {
        if (needsActivated) {
            convolution.checkOutput("activated", activated, activatedOffset);
        }
        pooling.checkOutput("output", output, outputOffset);
        pooling.checkOutput("gradOutput", gradOutput, gradOutputOffset);
        if (indices != null || pooling.shape().kind() == Pool2dShape.Kind.MAX) {
            pooling.checkIndices(indices, indicesOffset);
            pooling.checkCells(indices, indicesOffset);
        }
    }

    private void checkApartFromForwards(String name, float[] array, int offset, int length, float[] activated,
            int activatedOffset, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset) {
        if (needsActivated) {
            Check.apart(name, array, offset, length, "activated", activated, activatedOffset,
                    convolution.outputLength());
        }
        Check.apart(name, array, offset, length, "output", output, outputOffset, pooling.outputLength());
        Check.apart(name, array, offset, length, "gradOutput", gradOutput, gradOutputOffset, pooling.outputLength());
    }

    private void put(Arguments a, float[] activated, int activatedOffset, float[] output, int outputOffset,
            int[] indices, int indicesOffset, float[] gradOutput, int gradOutputOffset) {
        a.activated = needsActivated ? activated : null;
        a.activatedOffset = activatedOffset;
        a.output = output;
        a.outputOffset = outputOffset;
        a.indices = indices;
        a.indicesOffset = indicesOffset;
        a.gradOutput = gradOutput;
        a.gradOutputOffset = gradOutputOffset;
    }
}
