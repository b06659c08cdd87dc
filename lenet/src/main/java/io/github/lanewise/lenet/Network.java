package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.ConvolutionBlock;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.Lanes;
import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.RadialBasis;
import io.github.lanewise.kernels.RadialBasisShape;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.Subsampling2d;
import io.github.lanewise.kernels.WarmUp;
import io.github.lanewise.lenet.LayerListener.Pass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A network at work on batches of one size: plans, activations and gradients, all made once, in one layout from the images to the
 * loss and back: sixteen images side by side, or, where they are too few for that, one after the other. {@link #put} the images,
 * then call {@link #forward} and {@link #backward}; or {@link #freeze} the weights and {@link #infer}. Networks of several batch
 * sizes and layouts may share their {@link Parameters}; all results have the same bits in each. Not for several threads at a time;
 * the threads inside are those of the {@link Parallel}.
 */
public final class Network {
    /**
     * Images from which sixteen lanes are faster than one image after the other, as {@link Conv2d#candidates} has it: the lanes cost
     * the same for one image as for sixteen.
     */
    private static final int LANES_BATCH = 6;

    private final int batch;
    private final Layout layout;
    private final Parameters parameters;
    private final Scratch scratch;
    private final Parallel parallel;
    private final List<Layer> layers = new ArrayList<>();
    /** The place of each in {@link Parameters#layers}, of which it may do several, and behind the last their number. */
    private final List<Integer> begins = new ArrayList<>();
    /** What goes into each layer, and behind the last what comes out: its place in the memory. */
    private final List<Integer> activations = new ArrayList<>();
    /** Gradients by the same; none as long as no layer before has parameters, so none by the images. */
    private final List<Integer> gradients = new ArrayList<>();
    private final int probabilities;
    private final float[] memory;
    private final float[] brightness;
    private final Loss loss;
    /** null where the logits lie one image after the other already. */
    private final Lanes lanesOfLogits;
    private final float[] logits;
    private final int[] labels;
    private boolean frozen;
    private LayerListener listener = (_, _) -> {
    };

    /**
     * Makes everything a batch needs, in the layout that is faster for so many images of those that the layers take.
     *
     * @param parameters
     *            the weights, shared
     * @param batch
     *            images of a batch
     * @param scratch
     *            temporary memory, which networks that run one after the other may share
     * @param parallel
     *            where to run
     */
    public Network(Parameters parameters, int batch, Scratch scratch, Parallel parallel) {
        this(parameters, batch, fasterLayout(parameters, batch), scratch, parallel);
    }

    /** Of the layouts that the layers take. */
    static Layout fasterLayout(Parameters parameters, int batch) {
        return batch >= LANES_BATCH && layouts(parameters.layers()).contains(Layout.LANES)
                ? Layout.LANES
                : Layout.NCHW;
    }

    /**
     * The layouts that a network of some layers may have.
     *
     * @param layers
     *            the layers
     * @return both, or {@link Layout#NCHW} alone where a layer takes one image after the other
     */
    public static Set<Layout> layouts(List<LayerSpec> layers) {
        return layers.stream().allMatch(LayerSpec::inLanes) ? EnumSet.allOf(Layout.class) : EnumSet.of(Layout.NCHW);
    }

    /**
     * Makes everything a batch needs, in a given layout.
     *
     * @param parameters
     *            the weights, shared
     * @param batch
     *            images of a batch
     * @param layout
     *            how images and what the layers make of them lie in memory
     * @param scratch
     *            temporary memory, which networks that run one after the other may share
     * @param parallel
     *            where to run
     * @throws IllegalArgumentException
     *             if a layer does not take the layout: see {@link #layouts}
     */
    public Network(Parameters parameters, int batch, Layout layout, Scratch scratch, Parallel parallel) {
        this(parameters, batch, layout, 0, scratch, parallel);
    }

    /**
     * Makes everything a batch needs, for training with labels that are smoothed.
     *
     * @param parameters
     *            the weights, shared
     * @param batch
     *            images of a batch
     * @param layout
     *            how images and what the layers make of them lie in memory
     * @param labelSmoothing
     *            share of a label that goes to all classes alike, 0 to 1; see {@link
     *            io.github.lanewise.kernels.SoftmaxCrossEntropy}
     * @param scratch
     *            temporary memory, which networks that run one after the other may share
     * @param parallel
     *            where to run
     * @throws IllegalArgumentException
     *             if a layer does not take the layout, or the loss no smoothing
     */
    public Network(Parameters parameters, int batch, Layout layout, float labelSmoothing, Scratch scratch,
            Parallel parallel) {
        if (!layouts(parameters.layers()).contains(layout)) {
            throw new IllegalArgumentException(
                    "layout is " + layout + "; these layers take " + layouts(parameters.layers()));
        }
        this.batch = batch;
        this.layout = layout;
        this.parameters = parameters;
        this.scratch = scratch;
        this.parallel = parallel;
        Memory places = new Memory();
        Shape shape = parameters.input();
        int image = shape.length();
        activations.add(places.reserve(layout.length(batch, image)));
        gradients.add(Layer.NONE);
        List<LayerSpec> specs = parameters.layers();
        int parts;
        for (int i = 0; i < specs.size(); i += parts) {
            List<LayerSpec> left = specs.subList(i, specs.size());
            parts = isBlock(left) ? 3 : 1;
            begins.add(i);
            Shape input = shape;
            for (LayerSpec part : left.subList(0, parts)) {
                shape = part.output(shape);
            }
            int length = layout.length(batch, shape.length());
            add(parts == 1 ? layer(left.getFirst(), input, length) : block(left, input, length, places), length,
                    places);
        }
        begins.add(specs.size());
        loss = Loss.of(specs, batch, shape.length(), layout, labelSmoothing);
        probabilities = places.reserve(layout.length(batch, shape.length()));
        memory = places.array();
        brightness = parameters.pixelScale().table();
        Arrays.fill(memory, activations.getFirst(), activations.getFirst() + layout.length(batch, image),
                parameters.pixelScale().background());
        lanesOfLogits = layout == Layout.LANES ? Lanes.plan(batch, shape.length()) : null;
        logits = new float[batch * shape.length()];
        labels = new int[batch];
    }

    /** Behind another that works in place, a layer must not: it would overwrite what that one needs on the way back. */
    private void add(Layer layer, int outputLength, Memory places) {
        boolean inPlace = layer.inPlace() && !layers.isEmpty() && !layers.getLast().inPlace();
        boolean wantsGradient = layer.trained() || gradients.getLast() != Layer.NONE;
        layers.add(layer);
        activations.add(inPlace ? activations.getLast() : places.reserve(outputLength));
        gradients.add(
                inPlace ? gradients.getLast() : wantsGradient ? places.reserve(outputLength) : (Integer) Layer.NONE);
    }

    /** Whether a convolution, an activation and a pooling come next, which the kernels do in one go where images lie in lanes. */
    private boolean isBlock(List<LayerSpec> specs) {
        return layout == Layout.LANES && specs.size() >= 3 && specs.get(0) instanceof LayerSpec.Convolution
                && specs.get(1) instanceof LayerSpec.Activate && specs.get(2) instanceof LayerSpec.Pooling;
    }

    private Layer block(List<LayerSpec> specs, Shape input, int outputLength, Memory places) {
        LayerSpec.Convolution convolution = (LayerSpec.Convolution) specs.get(0);
        Shape planes = convolution.output(input);
        Pool2dShape pooling = ((LayerSpec.Pooling) specs.get(2)).shape(batch, planes);
        ConvolutionBlock plan = ConvolutionBlock.plan(convolution.shape(batch, input),
                ((LayerSpec.Activate) specs.get(1)).activation(), pooling);
        int activated = plan.needsActivated()
                ? places.reserve(layout.length(batch, planes.length()))
                : Layer.NONE;
        return new Layer.Block(plan, activated, pooling.kind() == Pool2dShape.Kind.MAX ? new int[outputLength] : null,
                parameters, convolution.name(), scratch, parallel);
    }

    private Layer layer(LayerSpec spec, Shape input, int outputLength) {
        return switch (spec) {
            case LayerSpec.Convolution c -> new Layer.Convolution(Conv2d.plan(c.shape(batch, input), layout),
                    parameters, c.name(), scratch, parallel);
            case LayerSpec.PartialConvolution c -> new Layer.Convolution(
                    Conv2d.plan(c.shape(batch, input), c.connections(), layout), parameters, c.name(), scratch,
                    parallel);
            case LayerSpec.Activate a -> new Layer.Activate(a.activation(), outputLength, scratch, parallel);
            case LayerSpec.Pooling p -> new Layer.Pooling(Pool2d.plan(p.shape(batch, input), layout),
                    outputLength, scratch, parallel);
            case LayerSpec.Dense d -> new Layer.Dense(io.github.lanewise.kernels.Dense
                    .plan(new DenseShape(batch, input.length(), d.outFeatures()), layout), parameters, d.name(),
                    scratch, parallel);
            case LayerSpec.Subsampling s -> new Layer.Subsampling(Subsampling2d.plan(s.shape(batch, input)),
                    parameters, s.name(), scratch, parallel);
            case LayerSpec.DigitDistance _ -> new Layer.DigitDistance(
                    RadialBasis.plan(new RadialBasisShape(batch, input.length(), DigitBitmaps.DIGITS)), scratch,
                    parallel);
        };
    }

    /**
     * Images of a batch.
     *
     * @return the batch size
     */
    public int batch() {
        return batch;
    }

    /**
     * Puts an image into the next batch.
     *
     * @param n
     *            its place in the batch
     * @param images
     *            images of channels × height × width, for a model 1 × size × size, their pixels from {@link
     *            PixelScale#background} to {@link PixelScale#ink}
     * @param offset
     *            where this one begins
     * @param label
     *            its class
     */
    public void put(int n, float[] images, int offset, int label) {
        int to = pixel(n);
        int stride = pixelStride();
        int length = parameters.input().length();
        for (int i = 0; i < length; i++) {
            memory[to + i * stride] = images[offset + i];
        }
        labels[n] = label;
    }

    /** What each byte of an image becomes on its way in. */
    float[] brightness() {
        return brightness;
    }

    /** Where the images of the next batch stand: see {@link #pixel}. */
    float[] memory() {
        return memory;
    }

    /** Where the first pixel of an image stands in the memory; the next ones follow {@link #pixelStride} apart. */
    int pixel(int n) {
        if (layout == Layout.NCHW) {
            return activations.getFirst() + n * parameters.input().length();
        }
        int group = n / Layout.GROUP;
        return activations.getFirst() + group * parameters.input().length() * Layout.GROUP + n % Layout.GROUP;
    }

    /** From a pixel of an image to the next. */
    int pixelStride() {
        return layout == Layout.NCHW ? 1 : Layout.GROUP;
    }

    /**
     * The classes of the next batch, to be filled.
     *
     * @return one label an image
     */
    public int[] labels() {
        return labels;
    }

    /**
     * The logits of the last batch: of a network that ends with {@link LayerSpec.DigitDistance}, minus the distances.
     *
     * @return batch × classes, the largest of a row for the likeliest class
     */
    public float[] logits() {
        if (lanesOfLogits == null) {
            int sign = loss.ofDistances() ? -1 : 1;
            for (int i = 0; i < logits.length; i++) {
                logits[i] = sign * memory[activations.getLast() + i];
            }
        } else {
            lanesOfLogits.unpack(memory, activations.getLast(), logits, 0, scratch, parallel);
        }
        return logits;
    }

    /** A copy of what came out of a layer, of a batch whose images lie one after the other; see {@link FeatureMap}. */
    float[] output(int layer, int length) {
        int begin = activations.get(layer + 1);
        return Arrays.copyOfRange(memory, begin, begin + length);
    }

    /** A copy of the winners of a layer that is a maximum, else null. */
    int[] winners(int layer) {
        int[] winners = layers.get(layer).winners();
        return winners == null ? null : winners.clone();
    }

    /**
     * Runs what the network is for until the JVM has compiled it: {@link #infer} if it is frozen, else {@link #forward} and {@link
     * #backward}, on whatever images it holds. The gradients of the parameters are overwritten, the parameters are not.
     *
     * @param limit
     *            the longest that this may take
     * @return what it came to
     * @throws IllegalArgumentException
     *             if the limit is not positive
     */
    public WarmUp.Outcome warmUp(Duration limit) {
        return WarmUp.run(frozen ? this::infer : () -> {
            forward();
            backward();
        }, limit);
    }

    /** Packs the weights as they are now, once for all calls of {@link #infer} that follow. */
    public void freeze() {
        for (Layer layer : layers) {
            layer.freeze();
        }
        frozen = true;
    }

    /**
     * Computes the logits alone, with the weights as they were when the network was frozen: the bits of {@link #forward}, sooner, and
     * nothing is left for {@link #backward}.
     *
     * @return batch × classes, overwritten by the next call
     * @throws IllegalStateException
     *             if the network was never frozen
     */
    public float[] infer() {
        if (!frozen) {
            throw new IllegalStateException("infer needs weights that are packed: call freeze before");
        }
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).infer(memory, activations.get(i), activations.get(i + 1));
        }
        return logits();
    }

    /**
     * Lets someone know of each layer that is done.
     *
     * @param told
     *            who is told from now on
     */
    public void listen(LayerListener told) {
        listener = told;
    }

    /**
     * Computes logits and loss.
     *
     * @return the mean loss of the batch
     */
    public float forward() {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).forward(memory, activations.get(i), activations.get(i + 1));
            listener.done(begins.get(i + 1) - 1, Pass.FORWARD);
        }
        float meanLoss = loss.forward(memory, activations.getLast(), labels, probabilities, scratch, parallel);
        listener.done(begins.getLast(), Pass.FORWARD);
        return meanLoss;
    }

    /** Computes the gradients of the parameters, after {@link #forward}. */
    public void backward() {
        loss.backward(memory, probabilities, labels, gradients.getLast(), scratch, parallel);
        listener.done(begins.getLast(), Pass.BACKWARD);
        for (int i = layers.size() - 1; i >= 0 && gradients.get(i + 1) != Layer.NONE; i--) {
            layers.get(i).backward(memory, activations.get(i), activations.get(i + 1), gradients.get(i + 1),
                    gradients.get(i));
            listener.done(begins.get(i), Pass.BACKWARD);
        }
    }

    /**
     * Counts the images of the last batch whose largest logit is that of their label (the first of equal ones).
     *
     * @return 0 to batch
     */
    public int correct() {
        logits();
        int classes = logits.length / batch;
        int correct = 0;
        for (int n = 0; n < batch; n++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (logits[n * classes + c] > logits[n * classes + best]) {
                    best = c;
                }
            }
            correct += best == labels[n] ? 1 : 0;
        }
        return correct;
    }
}
