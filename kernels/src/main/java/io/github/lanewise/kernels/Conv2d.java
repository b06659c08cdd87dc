package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.conv.Convolution;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.select.ConvolutionChoice;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A two-dimensional convolution of one shape, planned once and executed as often as wanted: forward, and the gradients
 * by input, weight and bias. Formula, layouts and vocabulary stand with {@link Conv2dShape}.
 *
 * <p>A plan is immutable, holds no memory of its calls and may be shared by threads. Every algorithm returns the same
 * bits, on any number of threads, at any vector width.
 *
 * <h2>Order of summation</h2>
 *
 * Each output element is one chain of fused multiply-adds, fma(a, b, acc) = a·b + acc rounded once.
 *
 * <ul>
 * <li><b>forward</b>: start from bias[o] (+0 without a bias); then for c, kh, kw ascending, c over the input channels of
 * the group: acc = fma(weight[o, c, kh, kw], x, acc), where x is the input at row oh·strideHeight − padTop +
 * kh·dilationHeight and the like column, and +0 where that lies in the padding.
 * <li><b>gradInput</b>: start from +0; then for o, kh, kw ascending, o over the output channels of the group, for those
 * (kh, kw) alone for which an output (oh, ow) exists that reads this input cell through them: acc = fma(weight[o, c, kh,
 * kw], gradOutput[n, o, oh, ow], acc).
 * <li><b>gradWeight</b>: the batch is cut into pieces of 64 images (the last may be shorter). Within a piece sixteen
 * partial chains start from +0; partial j takes the images n of the piece with n mod 16 = j, ascending, and within an
 * image oh, ow ascending: acc = fma(gradOutput[n, o, oh, ow], x, acc), x as in forward, +0 in the padding. A partial
 * without an image is +0. The partials p are added as a tree: q[j] = p[j] + p[j + 8] for j under 8, r[j] = q[j] + q[j + 4]
 * for j under 4, s[j] = r[j] + r[j + 2] for j under 2, and s[0] + s[1] is the sum of the piece. The sums of the pieces
 * are added in order, the first to the second, the third to that, and so on.
 * <li><b>gradBias</b>: the same pieces, partials and tree over acc = acc + gradOutput[n, o, oh, ow].
 * </ul>
 *
 * NaN and infinities follow IEEE 754 through these chains (an infinite weight on padding gives NaN in forward; which
 * NaN is not specified).
 *
 * <h2>Partial connection</h2>
 *
 * With {@link Connections}, an output channel sees the input channels that the table gives it, in place of those of its
 * group. The chains above hold with c over the input channels that o sees and, in gradInput, o over the output channels
 * that see c; a channel that is not seen is never read, so an infinity in it changes nothing, and the gradInput of a channel
 * that nothing sees is +0. The weight array holds connected pairs alone: for o ascending, for the channels c that o sees
 * ascending, kernelHeight × kernelWidth, {@link Connections#count} · kernelHeight · kernelWidth elements in all; gradWeight
 * likewise.
 *
 * <h2>Layout</h2>
 *
 * Where a plan is made for {@link Layout#LANES}, what is batch × channels × height × width below is ⌈batch / 16⌉ × channels ×
 * height × width × 16. Each image, and each gradient of a weight, has the same bits.
 *
 * <p>Source of the gradients: Dumoulin, Visin, "A guide to convolution arithmetic for deep learning", 2016.
 */
public final class Conv2d {
    private final Conv2dShape shape;
    /** null where the groups say which channels see which. */
    private final Connections connections;
    private final Algorithm algorithm;
    private final Layout layout;
    /** What verbose lines and explanations call it. */
    private final String problem;
    private final Convolution convolution;
    /** Of packed weights. */
    private final String order;

    /** How a convolution is computed. */
    public enum Algorithm {
        /** The taps of each output pixel gathered into packed panels, then a matrix product with the weights. */
        IM2COL,
        /** Sixteen images side by side, one in each lane, and one flat loop over the taps with a table of offsets. */
        DIRECT,
        /**
         * Sixteen neighbouring pixels of one image side by side in the lanes, and one flat loop over the taps; the gradients are those
         * of {@link #IM2COL}. For a horizontal stride of 1.
         */
        ROWS,
        /** One plane at a time, its columns in the lanes: for as many groups as input channels, and stride 1. */
        DEPTHWISE
    }

    private Conv2d(Conv2dShape shape, Connections connections, Algorithm algorithm, Layout layout) {
        this.shape = shape;
        this.connections = connections;
        this.algorithm = algorithm;
        this.layout = layout;
        this.problem = connections == null
                ? shape.toString()
                : shape + " (" + connections.count() + " of " + shape.outChannels() * shape.inChannels()
                        + " connections)";
        this.convolution = switch (algorithm) {
            case IM2COL -> Convolution.im2col(shape, connections, problem);
            case DIRECT -> Convolution.direct(shape, connections, layout, problem);
            case ROWS -> Convolution.rows(shape, connections, problem);
            case DEPTHWISE -> Convolution.depthwise(shape, problem);
        };
        this.order = (convolution.pack() == null ? "in its own order, " : "tile by tile, ")
                + Check.sizes(shape.outChannels(), shape.channelsPerGroup(), shape.kernelHeight(), shape.kernelWidth())
                + ", groups " + shape.groups()
                + (connections == null ? ", all connected" : ", connected by " + connections);
    }

    /**
     * The algorithms that can run a shape, the one that {@link #plan(Conv2dShape)} takes first.
     *
     * @param shape the shape
     * @return at least one algorithm
     * @throws NullPointerException if {@code shape} is null
     */
    public static List<Algorithm> candidates(Conv2dShape shape) {
        return ConvolutionChoice.of(Objects.requireNonNull(shape, "shape"), null).candidates();
    }

    /**
     * The algorithms that can run a shape with partial connection.
     *
     * @param shape the shape, with one group
     * @param connections which input channels each output channel sees
     * @return at least one algorithm, the one that {@link #plan(Conv2dShape, Connections)} takes first
     * @throws IllegalArgumentException if the shape has groups, or other channels than the connections
     * @throws NullPointerException if an argument is null
     */
    public static List<Algorithm> candidates(Conv2dShape shape, Connections connections) {
        check(shape, connections);
        return ConvolutionChoice.of(shape, connections).candidates();
    }

    /**
     * Plans a convolution with the algorithm that is expected to be the fastest.
     *
     * @param shape the shape
     * @return the plan
     * @throws NullPointerException if {@code shape} is null
     */
    public static Conv2d plan(Conv2dShape shape) {
        return plan(shape, candidates(shape).getFirst());
    }

    /**
     * Plans a convolution with a given algorithm.
     *
     * @param shape the shape
     * @param algorithm one of the {@link #candidates(Conv2dShape)}
     * @return the plan
     * @throws IllegalArgumentException if the algorithm cannot run the shape
     * @throws NullPointerException if an argument is null
     */
    public static Conv2d plan(Conv2dShape shape, Algorithm algorithm) {
        return plan(Objects.requireNonNull(shape, "shape"), null, algorithm, Layout.NCHW, Verbose.start());
    }

    /**
     * Plans a convolution whose input, output and their gradients have a given layout. Lanes are the layout of {@link
     * Algorithm#DIRECT}.
     *
     * @param shape the shape
     * @param layout how batches lie in their arrays
     * @return the plan
     * @throws IllegalArgumentException if a batch in lanes is too large for an array, or {@code DIRECT} none of the {@link
     *         #candidates(Conv2dShape)}
     * @throws NullPointerException if an argument is null
     */
    public static Conv2d plan(Conv2dShape shape, Layout layout) {
        long start = Verbose.start();
        Objects.requireNonNull(layout, "layout");
        Objects.requireNonNull(shape, "shape");
        return layout == Layout.NCHW ? plan(shape) : inLanes(shape, null, start);
    }

    /**
     * Plans a convolution with partial connection whose input, output and their gradients have a given layout.
     *
     * @param shape the shape, with one group
     * @param connections which input channels each output channel sees
     * @param layout how batches lie in their arrays
     * @return the plan
     * @throws IllegalArgumentException if the shape has groups, or other channels than the connections, or cannot be planned for
     *         lanes as in {@link #plan(Conv2dShape, Layout)}
     * @throws NullPointerException if an argument is null
     */
    public static Conv2d plan(Conv2dShape shape, Connections connections, Layout layout) {
        long start = Verbose.start();
        Objects.requireNonNull(layout, "layout");
        check(shape, connections);
        return layout == Layout.NCHW ? plan(shape, connections) : inLanes(shape, connections, start);
    }

    private static Conv2d inLanes(Conv2dShape shape, Connections connections, long start) {
        Layout layout = Layout.LANES;
        layout.length(shape.batch(), shape.inChannels() * shape.inHeight() * shape.inWidth());
        layout.length(shape.batch(), shape.outChannels() * shape.outHeight() * shape.outWidth());
        ConvolutionChoice choice = ConvolutionChoice.of(shape, connections);
        if (!choice.candidates().contains(Algorithm.DIRECT)) {
            throw new IllegalArgumentException("layout is " + layout + "; expected " + Layout.NCHW + " for " + shape
                    + ", as " + choice.explain());
        }
        return plan(shape, connections, Algorithm.DIRECT, layout, start);
    }

    /**
     * Plans a convolution with partial connection, with the algorithm that is expected to be the fastest.
     *
     * @param shape the shape, with one group
     * @param connections which input channels each output channel sees
     * @return the plan
     * @throws IllegalArgumentException if the shape has groups, or other channels than the connections
     * @throws NullPointerException if an argument is null
     */
    public static Conv2d plan(Conv2dShape shape, Connections connections) {
        return plan(shape, connections, candidates(shape, connections).getFirst());
    }

    /**
     * Plans a convolution with partial connection, with a given algorithm.
     *
     * @param shape the shape, with one group
     * @param connections which input channels each output channel sees
     * @param algorithm one of the {@link #candidates(Conv2dShape, Connections)}
     * @return the plan
     * @throws IllegalArgumentException if the shape has groups, or other channels than the connections, or the algorithm
     *         cannot run the shape
     * @throws NullPointerException if an argument is null
     */
    public static Conv2d plan(Conv2dShape shape, Connections connections, Algorithm algorithm) {
        check(shape, connections);
        return plan(shape, connections, algorithm, Layout.NCHW, Verbose.start());
    }

    private static Conv2d plan(Conv2dShape shape, Connections connections, Algorithm algorithm, Layout layout,
            long start) {
        Objects.requireNonNull(algorithm, "algorithm");
        ConvolutionChoice choice = ConvolutionChoice.of(shape, connections);
        if (!choice.candidates().contains(algorithm)) {
            throw new IllegalArgumentException("algorithm is " + algorithm + "; expected one of " + choice.candidates()
                    + " for " + shape + " (" + choice.explain() + ")");
        }
        Conv2d plan = new Conv2d(shape, connections, algorithm, layout);
        Verbose.planned(plan.problem, algorithm, start);
        return plan;
    }

    private static void check(Conv2dShape shape, Connections connections) {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(connections, "connections");
        if (shape.groups() != 1) {
            throw new IllegalArgumentException(
                    "groups is " + shape.groups() + "; expected 1, as connections say which channels see which");
        }
        if (shape.outChannels() != connections.outChannels() || shape.inChannels() != connections.inChannels()) {
            throw new IllegalArgumentException("connections are "
                    + Check.sizes(connections.outChannels(), connections.inChannels())
                    + "; expected outChannels × inChannels of the shape, which is "
                    + Check.sizes(shape.outChannels(), shape.inChannels()));
        }
    }

    /**
     * The shape of this plan.
     *
     * @return the shape
     */
    public Conv2dShape shape() {
        return shape;
    }

    /**
     * Which input channels each output channel sees, where the plan was made with connections.
     *
     * @return the connections; empty where each output channel sees all input channels of its group
     */
    public Optional<Connections> connections() {
        return Optional.ofNullable(connections);
    }

    /**
     * The algorithm of this plan.
     *
     * @return the algorithm
     */
    public Algorithm algorithm() {
        return algorithm;
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
     * Says why this algorithm was taken and what the other candidates lacked, and how each method is run: tiles, blocks,
     * tasks and scratch.
     *
     * @return some lines for people
     */
    public String explain() {
        Arguments any = new Arguments();
        String reason = layout == Layout.LANES
                ? "direct, because the arrays are in lanes"
                : ConvolutionChoice.of(shape, connections).explain();
        return problem + " with " + algorithm + " on " + Backend.name() + ": " + reason
                + convolution.forward().explain(any)
                + convolution.backwardInput().explain(any) + convolution.backwardWeight().explain(any);
    }

    /**
     * Computes the output. The same as the longer form with every offset 0.
     *
     * @param input batch × inChannels × inHeight × inWidth
     * @param weight outChannels × inChannels / groups × kernelHeight × kernelWidth
     * @param bias outChannels, or null for none
     * @param output batch × outChannels × outHeight × outWidth, overwritten
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
     * @param input batch × inChannels × inHeight × inWidth
     * @param inputOffset where it begins
     * @param weight outChannels × inChannels / groups × kernelHeight × kernelWidth
     * @param weightOffset where it begins
     * @param bias outChannels, or null for none
     * @param biasOffset where it begins
     * @param output batch × outChannels × outHeight × outWidth, overwritten
     * @param outputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or the output overlaps another array
     * @throws NullPointerException if anything but {@code bias} is null
     */
    public void forward(float[] input, int inputOffset, float[] weight, int weightOffset, float[] bias, int biasOffset,
            float[] output, int outputOffset, Scratch scratch, Parallel parallel) {
        checkWeight("weight", weight, weightOffset);
        checkForward(input, inputOffset, bias, biasOffset, output, outputOffset);
        Check.apart("output", output, outputOffset, outputLength(), "weight", weight, weightOffset, weightLength());
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            putForward(a, input, inputOffset, bias, biasOffset, output, outputOffset);
            a.weight = weight;
            a.weightOffset = weightOffset;
            scratch.execute(convolution.forward(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the output with weights that were packed once.
     *
     * @param input batch × inChannels × inHeight × inWidth
     * @param inputOffset where it begins
     * @param weight what {@link #pack} made of the weights, here or in another plan that packs them alike
     * @param bias outChannels, or null for none
     * @param biasOffset where it begins
     * @param output batch × outChannels × outHeight × outWidth, overwritten
     * @param outputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, the output overlaps another array, or the
     *         weight is packed otherwise than this plan reads it
     * @throws NullPointerException if anything but {@code bias} is null
     */
    public void forward(float[] input, int inputOffset, PackedWeight weight, float[] bias, int biasOffset,
            float[] output, int outputOffset, Scratch scratch, Parallel parallel) {
        checkPacked("weight", weight);
        checkForward(input, inputOffset, bias, biasOffset, output, outputOffset);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            putForward(a, input, inputOffset, bias, biasOffset, output, outputOffset);
            a.packed = a.weight = weight.values;
            a.weightOffset = 0;
            scratch.execute(convolution.forwardPacked(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    private void checkForward(float[] input, int inputOffset, float[] bias, int biasOffset, float[] output,
            int outputOffset) {
        checkInput("input", input, inputOffset);
        if (bias != null) {
            Check.range("bias", bias, biasOffset, shape.outChannels());
            Check.apart("output", output, outputOffset, outputLength(), "bias", bias, biasOffset, shape.outChannels());
        }
        checkOutput("output", output, outputOffset);
        Check.apart("output", output, outputOffset, outputLength(), "input", input, inputOffset, inputLength());
    }

    private static void putForward(Arguments a, float[] input, int inputOffset, float[] bias, int biasOffset,
            float[] output, int outputOffset) {
        a.input = input;
        a.inputOffset = inputOffset;
        a.bias = bias;
        a.biasOffset = biasOffset;
        a.output = output;
        a.outputOffset = outputOffset;
    }

    /**
     * Packs weights for {@link #forward(float[], int, PackedWeight, float[], int, float[], int, Scratch, Parallel)}.
     *
     * @param weight outChannels × inChannels / groups × kernelHeight × kernelWidth
     * @param weightOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @return a copy in the order in which this plan reads it
     * @throws IllegalArgumentException if the array is too short or the offset negative
     * @throws NullPointerException if anything is null
     */
    public PackedWeight pack(float[] weight, int weightOffset, Scratch scratch, Parallel parallel) {
        checkWeight("weight", weight, weightOffset);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.weight = weight;
            a.weightOffset = weightOffset;
            if (convolution.pack() == null) {
                return new PackedWeight(order, Arrays.copyOfRange(weight, weightOffset, weightOffset + weightLength()));
            }
            scratch.execute(convolution.pack(), a, parallel);
            return new PackedWeight(order, a.sharedBy(convolution.pack()));
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradient by the input. The same as the longer form with every offset 0.
     *
     * @param gradOutput batch × outChannels × outHeight × outWidth
     * @param weight outChannels × inChannels / groups × kernelHeight × kernelWidth
     * @param gradInput batch × inChannels × inHeight × inWidth, overwritten
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
     * @param gradOutput batch × outChannels × outHeight × outWidth
     * @param gradOutputOffset where it begins
     * @param weight outChannels × inChannels / groups × kernelHeight × kernelWidth
     * @param weightOffset where it begins
     * @param gradInput batch × inChannels × inHeight × inWidth, overwritten
     * @param gradInputOffset where it begins
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset negative, or gradInput overlaps another array
     * @throws NullPointerException if anything is null
     */
    public void backwardInput(float[] gradOutput, int gradOutputOffset, float[] weight, int weightOffset,
            float[] gradInput, int gradInputOffset, Scratch scratch, Parallel parallel) {
        checkOutput("gradOutput", gradOutput, gradOutputOffset);
        checkWeight("weight", weight, weightOffset);
        checkInput("gradInput", gradInput, gradInputOffset);
        Check.apart("gradInput", gradInput, gradInputOffset, inputLength(), "gradOutput", gradOutput, gradOutputOffset,
                outputLength());
        Check.apart("gradInput", gradInput, gradInputOffset, inputLength(), "weight", weight, weightOffset,
                weightLength());
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.gradOutput = gradOutput;
            a.gradOutputOffset = gradOutputOffset;
            a.weight = weight;
            a.weightOffset = weightOffset;
            a.gradInput = gradInput;
            a.gradInputOffset = gradInputOffset;
            scratch.execute(convolution.backwardInput(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradients by weight and bias. The same as the longer form with every offset 0.
     *
     * @param input batch × inChannels × inHeight × inWidth
     * @param gradOutput batch × outChannels × outHeight × outWidth
     * @param gradWeight outChannels × inChannels / groups × kernelHeight × kernelWidth, overwritten
     * @param gradBias outChannels, overwritten, or null where it is not wanted
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
     * @param input batch × inChannels × inHeight × inWidth
     * @param inputOffset where it begins
     * @param gradOutput batch × outChannels × outHeight × outWidth
     * @param gradOutputOffset where it begins
     * @param gradWeight outChannels × inChannels / groups × kernelHeight × kernelWidth, overwritten
     * @param gradWeightOffset where it begins
     * @param gradBias outChannels, overwritten, or null where it is not wanted
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
        checkInput("input", input, inputOffset);
        checkOutput("gradOutput", gradOutput, gradOutputOffset);
        checkWeight("gradWeight", gradWeight, gradWeightOffset);
        Check.apart("gradWeight", gradWeight, gradWeightOffset, weightLength(), "input", input, inputOffset,
                inputLength());
        Check.apart("gradWeight", gradWeight, gradWeightOffset, weightLength(), "gradOutput", gradOutput,
                gradOutputOffset, outputLength());
        if (gradBias != null) {
            int outChannels = shape.outChannels();
            Check.range("gradBias", gradBias, gradBiasOffset, outChannels);
            Check.apart("gradBias", gradBias, gradBiasOffset, outChannels, "input", input, inputOffset, inputLength());
            Check.apart("gradBias", gradBias, gradBiasOffset, outChannels, "gradOutput", gradOutput, gradOutputOffset,
                    outputLength());
            Check.apart("gradBias", gradBias, gradBiasOffset, outChannels, "gradWeight", gradWeight, gradWeightOffset,
                    weightLength());
        }
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.gradOutput = gradOutput;
            a.gradOutputOffset = gradOutputOffset;
            a.gradWeight = gradWeight;
            a.gradWeightOffset = gradWeightOffset;
            a.gradBias = gradBias;
            a.gradBiasOffset = gradBiasOffset;
            scratch.execute(convolution.backwardWeight(), a, parallel);
        } finally {
            scratch.end();
        }
    }

    void checkInput(String name, float[] array, int offset) {
        Check.range(name, array, offset, layout, shape.batch(), shape.inChannels(), shape.inHeight(), shape.inWidth());
    }

    void checkOutput(String name, float[] array, int offset) {
        Check.range(name, array, offset, layout, shape.batch(), shape.outChannels(), shape.outHeight(),
                shape.outWidth());
    }

    void checkWeight(String name, float[] array, int offset) {
        if (connections == null) {
            Check.range(name, array, offset, shape.outChannels(), shape.channelsPerGroup(), shape.kernelHeight(),
                    shape.kernelWidth());
        } else {
            Check.range(name, array, offset, connections.count(), shape.kernelHeight(), shape.kernelWidth());
        }
    }

    void checkPacked(String name, PackedWeight weight) {
        PackedWeight.check(name, weight, order);
    }

    int inputLength() {
        return layout.elements(shape.batch(), shape.inChannels() * shape.inHeight() * shape.inWidth());
    }

    int outputLength() {
        return layout.elements(shape.batch(), shape.outChannels() * shape.outHeight() * shape.outWidth());
    }

    int weightLength() {
        int pairs = connections == null ? shape.outChannels() * shape.channelsPerGroup() : connections.count();
        return pairs * shape.kernelHeight() * shape.kernelWidth();
    }
}
