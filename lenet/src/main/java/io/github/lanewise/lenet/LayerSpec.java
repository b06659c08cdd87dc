package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Subsampling2dShape;
import java.util.List;
import java.util.Optional;

/** One line of a network's description, from which its shapes, counts and kernels follow. */
public sealed interface LayerSpec {
    /**
     * What an image becomes.
     *
     * @param input
     *            what it is before
     * @return what it is behind
     */
    Shape output(Shape input);

    /**
     * What it trains.
     *
     * @param input
     *            what an image is before
     * @return a tensor of weights and one of biases, or nothing
     */
    default Optional<Weights> weights(Shape input) {
        return Optional.empty();
    }

    /**
     * Trainable numbers.
     *
     * @param input
     *            what an image is before
     * @return weights and biases
     */
    default long parameters(Shape input) {
        return weights(input).map(Weights::count).orElse(0L);
    }

    /**
     * Whether it can work on sixteen images side by side: see {@link io.github.lanewise.kernels.Layout#LANES}.
     *
     * @return false if it takes one image after the other alone
     */
    default boolean inLanes() {
        return true;
    }

    /**
     * Multiplications for one image, forward, padded taps among them.
     *
     * @param input
     *            what an image is before
     * @return multiplications
     */
    default long products(Shape input) {
        return 0;
    }

    /**
     * The layer for people.
     *
     * @return a few words
     */
    String label();

    /**
     * The weights and biases of a layer: the tensors {@code name.weight} and {@code name.bias}.
     *
     * @param name
     *            the name of the layer
     * @param shape
     *            sizes of the weights, outermost first
     * @param biases
     *            how many biases there are
     * @param fanIn
     *            inputs of one output
     * @param fanOut
     *            outputs of one input
     */
    record Weights(String name, List<Integer> shape, int biases, int fanIn, int fanOut) {
        /**
         * Numbers in both tensors.
         *
         * @return weights and biases
         */
        public long count() {
            return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact) + biases;
        }
    }

    /**
     * A convolution with a bias.
     *
     * @param name
     *            the name of its parameters
     * @param outChannels
     *            channels it makes
     * @param kernel
     *            the kernel
     * @param stride
     *            from one output to the next
     * @param padding
     *            zeros on each side
     */
    record Convolution(String name, int outChannels, Size kernel, Size stride, Size padding) implements LayerSpec {
        /**
         * A convolution with a square kernel and stride 1.
         *
         * @param name
         *            the name of its parameters
         * @param outChannels
         *            channels it makes
         * @param kernel
         *            rows and columns of the kernel
         * @param padding
         *            zeros on each side
         */
        public Convolution(String name, int outChannels, int kernel, int padding) {
            this(name, outChannels, Size.square(kernel), Size.square(1), Size.square(padding));
        }

        Conv2dShape shape(int batch, Shape input) {
            return Conv2dShape.builder(batch, input.channels(), input.height(), input.width()).outChannels(outChannels)
                    .kernel(kernel.height(), kernel.width()).stride(stride.height(), stride.width())
                    .padding(padding.height(), padding.width(), padding.height(), padding.width()).build();
        }

        @Override
        public Shape output(Shape input) {
            Conv2dShape shape = shape(1, input);
            return new Shape(outChannels, shape.outHeight(), shape.outWidth());
        }

        @Override
        public Optional<Weights> weights(Shape input) {
            int area = kernel.height() * kernel.width();
            return Optional.of(
                    new Weights(name, List.of(outChannels, input.channels(), kernel.height(), kernel.width()),
                            outChannels, input.channels() * area, outChannels * area));
        }

        @Override
        public long products(Shape input) {
            return shape(1, input).products();
        }

        @Override
        public String label() {
            return name + ": convolution " + kernel + unless(stride, 1, ", stride ") + unless(padding, 0, ", padding ");
        }

        /** Nothing for the usual size, one number for a square, else both. */
        private static String unless(Size size, int usual, String what) {
            boolean square = size.height() == size.width();
            return square && size.height() == usual ? "" : what + (square ? String.valueOf(size.height()) : size);
        }
    }

    /**
     * A convolution of stride 1 without padding, with a bias, in which an output channel sees some of the input channels. Its
     * weights stand kernel after kernel: those of the first output channel, in the order of the input channels that it sees,
     * then those of the second.
     *
     * @param name
     *            the name of its parameters
     * @param connections
     *            which channels see which
     * @param kernel
     *            rows and columns of a kernel
     */
    record PartialConvolution(String name, Connections connections, int kernel) implements LayerSpec {
        Conv2dShape shape(int batch, Shape input) {
            return new Convolution(name, connections.outChannels(), kernel, 0).shape(batch, input);
        }

        @Override
        public Shape output(Shape input) {
            return new Convolution(name, connections.outChannels(), kernel, 0).output(input);
        }

        /** The fan-in is the mean of the output channels, as they see different numbers of input channels. */
        @Override
        public Optional<Weights> weights(Shape input) {
            int numbers = connections.count() * kernel * kernel;
            return Optional.of(new Weights(name, List.of(connections.count(), kernel, kernel),
                    connections.outChannels(), numbers / connections.outChannels(),
                    numbers / connections.inChannels()));
        }

        @Override
        public long products(Shape input) {
            Shape output = output(input);
            return (long) connections.count() * kernel * kernel * output.height() * output.width();
        }

        @Override
        public String label() {
            return name + ": partial convolution " + Size.square(kernel);
        }
    }

    /**
     * An activation.
     *
     * @param activation
     *            which
     */
    record Activate(Activation activation) implements LayerSpec {
        @Override
        public Shape output(Shape input) {
            return input;
        }

        @Override
        public String label() {
            return activation.toString();
        }
    }

    /**
     * A pooling.
     *
     * @param kind
     *            maximum or average
     * @param kernel
     *            the window
     * @param stride
     *            from one window to the next
     * @param padding
     *            cells on each side that are not there
     */
    record Pooling(Pool2dShape.Kind kind, Size kernel, Size stride, Size padding) implements LayerSpec {
        /**
         * A pooling whose windows are square and lie side by side.
         *
         * @param kind
         *            maximum or average
         * @param size
         *            rows and columns of a window
         */
        public Pooling(Pool2dShape.Kind kind, int size) {
            this(kind, Size.square(size), Size.square(size), Size.square(0));
        }

        Pool2dShape shape(int batch, Shape input) {
            return Pool2dShape.builder(kind, batch, input.channels(), input.height(), input.width())
                    .kernel(kernel.height(), kernel.width()).stride(stride.height(), stride.width())
                    .padding(padding.height(), padding.width(), padding.height(), padding.width()).build();
        }

        @Override
        public Shape output(Shape input) {
            Pool2dShape shape = shape(1, input);
            return new Shape(input.channels(), shape.outHeight(), shape.outWidth());
        }

        @Override
        public String label() {
            return (kind == Pool2dShape.Kind.MAX ? "max" : "average") + " pooling " + kernel;
        }
    }

    /**
     * LeNet-5's trainable subsampling: the sum of four cells, 2×2, times the coefficient of the channel, plus its bias.
     *
     * @param name
     *            the name of its parameters, of which the coefficients are the weights
     */
    record Subsampling(String name) implements LayerSpec {
        private static final int CELLS = 4;

        Subsampling2dShape shape(int batch, Shape input) {
            return new Subsampling2dShape(batch, input.channels(), input.height(), input.width());
        }

        @Override
        public Shape output(Shape input) {
            Subsampling2dShape shape = shape(1, input);
            return new Shape(input.channels(), shape.outHeight(), shape.outWidth());
        }

        @Override
        public Optional<Weights> weights(Shape input) {
            return Optional.of(new Weights(name, List.of(input.channels()), input.channels(), CELLS, 1));
        }

        @Override
        public long products(Shape input) {
            return output(input).length();
        }

        @Override
        public boolean inLanes() {
            return false;
        }

        @Override
        public String label() {
            return name + ": subsampling 2×2";
        }
    }

    /**
     * A dense layer with a bias, over all that an image is before, flattened channel by channel.
     *
     * @param name
     *            the name of its parameters
     * @param outFeatures
     *            features it makes
     */
    record Dense(String name, int outFeatures) implements LayerSpec {
        @Override
        public Shape output(Shape input) {
            return new Shape(outFeatures, 1, 1);
        }

        @Override
        public Optional<Weights> weights(Shape input) {
            return Optional.of(new Weights(name, List.of(outFeatures, input.length()), outFeatures, input.length(),
                    outFeatures));
        }

        @Override
        public long products(Shape input) {
            return (long) outFeatures * input.length();
        }

        @Override
        public String label() {
            return name + ": dense";
        }
    }

    /**
     * LeNet-5's output: for each digit the squared distance of its input, 84 features, to the picture of the digit, {@link
     * DigitBitmaps}. The nearest digit is the likeliest. It ends a network, and trains nothing.
     */
    record DigitDistance() implements LayerSpec {
        /**
         * {@inheritDoc}
         *
         * @throws IllegalArgumentException
         *             if the input has another number of features than a picture
         */
        @Override
        public Shape output(Shape input) {
            if (input.length() != DigitBitmaps.PIXELS) {
                throw new IllegalArgumentException("input has " + input.length() + " features; expected "
                        + DigitBitmaps.PIXELS + ", the pixels of a digit");
            }
            return new Shape(DigitBitmaps.DIGITS, 1, 1);
        }

        @Override
        public long products(Shape input) {
            return (long) DigitBitmaps.DIGITS * DigitBitmaps.PIXELS;
        }

        @Override
        public boolean inLanes() {
            return false;
        }

        @Override
        public String label() {
            return "distance to the digits";
        }
    }
}
