package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Scratch;

/** A layer at work on batches of one size. Its arrays belong to the network; it allocates nothing once made. */
abstract class Layer {
    final Scratch scratch;
    final Parallel parallel;

    Layer(Scratch scratch, Parallel parallel) {
        this.scratch = scratch;
        this.parallel = parallel;
    }

    abstract void forward(float[] input, float[] output);

    /** Writes the gradients of the parameters, and by the input unless {@code gradInput} is null. */
    abstract void backward(float[] input, float[] output, float[] gradOutput, float[] gradInput);

    /** Whether input and output (and their gradients) share an array. */
    boolean inPlace() {
        return false;
    }

    static final class Convolution extends Layer {
        private final Conv2d plan;
        private final Parameters parameters;
        private final int weight;
        private final int bias;

        Convolution(Conv2d plan, Parameters parameters, String name, Scratch scratch, Parallel parallel) {
            super(scratch, parallel);
            this.plan = plan;
            this.parameters = parameters;
            weight = parameters.tensor(name + ".weight").offset();
            bias = parameters.tensor(name + ".bias").offset();
        }

        @Override
        void forward(float[] input, float[] output) {
            float[] values = parameters.values;
            plan.forward(input, 0, values, weight, values, bias, output, 0, scratch, parallel);
        }

        @Override
        void backward(float[] input, float[] output, float[] gradOutput, float[] gradInput) {
            float[] gradients = parameters.gradients;
            plan.backwardWeight(input, 0, gradOutput, 0, gradients, weight, gradients, bias, scratch, parallel);
            if (gradInput != null) {
                plan.backwardInput(gradOutput, 0, parameters.values, weight, gradInput, 0, scratch, parallel);
            }
        }
    }

    static final class Dense extends Layer {
        private final io.github.lanewise.kernels.Dense plan;
        private final Parameters parameters;
        private final int weight;
        private final int bias;

        Dense(io.github.lanewise.kernels.Dense plan, Parameters parameters, String name, Scratch scratch,
                Parallel parallel) {
            super(scratch, parallel);
            this.plan = plan;
            this.parameters = parameters;
            weight = parameters.tensor(name + ".weight").offset();
            bias = parameters.tensor(name + ".bias").offset();
        }

        @Override
        void forward(float[] input, float[] output) {
            float[] values = parameters.values;
            plan.forward(input, 0, values, weight, values, bias, output, 0, scratch, parallel);
        }

        @Override
        void backward(float[] input, float[] output, float[] gradOutput, float[] gradInput) {
            float[] gradients = parameters.gradients;
            plan.backwardWeight(input, 0, gradOutput, 0, gradients, weight, gradients, bias, scratch, parallel);
            if (gradInput != null) {
                plan.backwardInput(gradOutput, 0, parameters.values, weight, gradInput, 0, scratch, parallel);
            }
        }
    }

    static final class Activate extends Layer {
        private final Activation activation;
        private final int length;

        Activate(Activation activation, int length, Scratch scratch, Parallel parallel) {
            super(scratch, parallel);
            this.activation = activation;
            this.length = length;
        }

        @Override
        void forward(float[] input, float[] output) {
            activation.forward(input, 0, output, 0, length, scratch, parallel);
        }

        @Override
        void backward(float[] input, float[] output, float[] gradOutput, float[] gradInput) {
            activation.backward(output, 0, gradOutput, 0, gradInput, 0, length, scratch, parallel);
        }

        @Override
        boolean inPlace() {
            return true;
        }
    }

    static final class Pooling extends Layer {
        private final Pool2d plan;
        /** Winners of a maximum, from forward to backward; null for an average. */
        private final int[] indices;

        Pooling(Pool2d plan, int outputLength, Scratch scratch, Parallel parallel) {
            super(scratch, parallel);
            this.plan = plan;
            this.indices = plan.shape().kind() == Pool2dShape.Kind.MAX ? new int[outputLength] : null;
        }

        @Override
        void forward(float[] input, float[] output) {
            plan.forward(input, output, indices, scratch, parallel);
        }

        @Override
        void backward(float[] input, float[] output, float[] gradOutput, float[] gradInput) {
            plan.backward(gradOutput, indices, gradInput, scratch, parallel);
        }
    }
}
