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

    /** Whether it has parameters. */
    boolean trained() {
        return false;
    }

    /** Whether input and output (and their gradients) share an array. */
    boolean inPlace() {
        return false;
    }

    /** A layer with weights and biases, which stand in the parameters' arrays. */
    private abstract static class Trained extends Layer {
        final float[] values;
        final float[] gradients;
        final int weight;
        final int bias;

        Trained(Parameters parameters, String name, Scratch scratch, Parallel parallel) {
            super(scratch, parallel);
            values = parameters.values;
            gradients = parameters.gradients;
            weight = parameters.tensor(name + ".weight").offset();
            bias = parameters.tensor(name + ".bias").offset();
        }

        @Override
        final boolean trained() {
            return true;
        }

        abstract void backwardWeight(float[] input, float[] gradOutput);

        abstract void backwardInput(float[] gradOutput, float[] gradInput);

        @Override
        final void backward(float[] input, float[] output, float[] gradOutput, float[] gradInput) {
            backwardWeight(input, gradOutput);
            if (gradInput != null) {
                backwardInput(gradOutput, gradInput);
            }
        }
    }

    static final class Convolution extends Trained {
        private final Conv2d plan;

        Convolution(Conv2d plan, Parameters parameters, String name, Scratch scratch, Parallel parallel) {
            super(parameters, name, scratch, parallel);
            this.plan = plan;
        }

        @Override
        void forward(float[] input, float[] output) {
            plan.forward(input, 0, values, weight, values, bias, output, 0, scratch, parallel);
        }

        @Override
        void backwardWeight(float[] input, float[] gradOutput) {
            plan.backwardWeight(input, 0, gradOutput, 0, gradients, weight, gradients, bias, scratch, parallel);
        }

        @Override
        void backwardInput(float[] gradOutput, float[] gradInput) {
            plan.backwardInput(gradOutput, 0, values, weight, gradInput, 0, scratch, parallel);
        }
    }

    static final class Dense extends Trained {
        private final io.github.lanewise.kernels.Dense plan;

        Dense(io.github.lanewise.kernels.Dense plan, Parameters parameters, String name, Scratch scratch,
                Parallel parallel) {
            super(parameters, name, scratch, parallel);
            this.plan = plan;
        }

        @Override
        void forward(float[] input, float[] output) {
            plan.forward(input, 0, values, weight, values, bias, output, 0, scratch, parallel);
        }

        @Override
        void backwardWeight(float[] input, float[] gradOutput) {
            plan.backwardWeight(input, 0, gradOutput, 0, gradients, weight, gradients, bias, scratch, parallel);
        }

        @Override
        void backwardInput(float[] gradOutput, float[] gradInput) {
            plan.backwardInput(gradOutput, 0, values, weight, gradInput, 0, scratch, parallel);
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
