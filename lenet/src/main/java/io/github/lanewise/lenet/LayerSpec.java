package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Pool2dShape;

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
     * Trainable numbers.
     *
     * @param input
     *            what an image is before
     * @return weights and biases
     */
    default long parameters(Shape input) {
        return 0;
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
        public long parameters(Shape input) {
            return outChannels * ((long) input.channels() * kernel.height() * kernel.width() + 1);
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
        public long parameters(Shape input) {
            return (long) outFeatures * (input.length() + 1);
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
}
