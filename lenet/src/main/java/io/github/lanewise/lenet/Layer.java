package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.ConvolutionBlock;
import io.github.lanewise.kernels.PackedWeight;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.RadialBasis;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.kernels.Subsampling2d;
import java.util.Arrays;

/**
 * A layer at work on batches of one size. What it reads and writes stands in one array of the network, at the places
 * given; it allocates nothing once made.
 */
abstract class Layer {
    /** The place of a gradient that nobody wants. */
    static final int NONE = -1;

    final Scratch scratch;
    final Parallel parallel;

    Layer(Scratch scratch, Parallel parallel) {
        this.scratch = scratch;
        this.parallel = parallel;
    }

    abstract void forward(float[] memory, int input, int output);

    /** Packs the weights as they are now, for {@link #infer}. */
    void freeze() {
        // most layers have no weights
    }

    /** Forward with the weights that are packed, leaving nothing for the way back. */
    void infer(float[] memory, int input, int output) {
        forward(memory, input, output);
    }

    /** Writes the gradients of the parameters, and by the input unless {@code gradInput} is {@link #NONE}. */
    abstract void backward(float[] memory, int input, int output, int gradOutput, int gradInput);

    /** Whether it has parameters. */
    boolean trained() {
        return false;
    }

    /** Whether input and output (and their gradients) share a place. */
    boolean inPlace() {
        return false;
    }

    /** The winners of a maximum that the last forward pass left, null of any other layer. */
    int[] winners() {
        return null;
    }

    /** A layer with weights and biases, which stand in the parameters' arrays. */
    private abstract static class Trained extends Layer {
        final float[] values;
        final float[] gradients;
        final int weight;
        final int bias;
        /** The weights as they were when the network was frozen. */
        private PackedWeight packed;

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

        abstract PackedWeight pack();

        abstract void infer(float[] memory, int input, PackedWeight packedWeight, int output);

        @Override
        final void freeze() {
            packed = pack();
        }

        @Override
        final void infer(float[] memory, int input, int output) {
            infer(memory, input, packed, output);
        }

        abstract void backwardWeight(float[] memory, int input, int output, int gradOutput);

        abstract void backwardInput(float[] memory, int output, int gradOutput, int gradInput);

        @Override
        final void backward(float[] memory, int input, int output, int gradOutput, int gradInput) {
            backwardWeight(memory, input, output, gradOutput);
            if (gradInput != NONE) {
                backwardInput(memory, output, gradOutput, gradInput);
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
        void forward(float[] memory, int input, int output) {
            plan.forward(memory, input, values, weight, values, bias, memory, output, scratch, parallel);
        }

        @Override
        PackedWeight pack() {
            return plan.pack(values, weight, scratch, parallel);
        }

        @Override
        void infer(float[] memory, int input, PackedWeight packedWeight, int output) {
            plan.forward(memory, input, packedWeight, values, bias, memory, output, scratch, parallel);
        }

        @Override
        void backwardWeight(float[] memory, int input, int output, int gradOutput) {
            plan.backwardWeight(memory, input, memory, gradOutput, gradients, weight, gradients, bias, scratch,
                    parallel);
        }

        @Override
        void backwardInput(float[] memory, int output, int gradOutput, int gradInput) {
            plan.backwardInput(memory, gradOutput, values, weight, memory, gradInput, scratch, parallel);
        }
    }

    /** A convolution, an activation and a pooling in one go. */
    static final class Block extends Trained {
        private final ConvolutionBlock plan;
        /** Where what lies between activation and pooling is kept for the way back, or {@link #NONE}. */
        private final int activated;
        /** Winners of a maximum, from forward to backward; null for an average. */
        private final int[] indices;

        Block(ConvolutionBlock plan, int activated, int[] indices, Parameters parameters, String name, Scratch scratch,
                Parallel parallel) {
            super(parameters, name, scratch, parallel);
            this.plan = plan;
            this.activated = activated;
            this.indices = indices;
        }

        @Override
        void forward(float[] memory, int input, int output) {
            plan.forward(memory, input, values, weight, values, bias, activated == NONE ? null : memory, activated,
                    memory, output, indices, 0, scratch, parallel);
        }

        @Override
        PackedWeight pack() {
            return plan.pack(values, weight, scratch, parallel);
        }

        @Override
        void infer(float[] memory, int input, PackedWeight packedWeight, int output) {
            plan.forward(memory, input, packedWeight, values, bias, null, 0, memory, output, null, 0, scratch,
                    parallel);
        }

        @Override
        void backwardWeight(float[] memory, int input, int output, int gradOutput) {
            plan.backwardWeight(memory, input, memory, activated, memory, output, indices, 0, memory, gradOutput,
                    gradients, weight, gradients, bias, scratch, parallel);
        }

        @Override
        void backwardInput(float[] memory, int output, int gradOutput, int gradInput) {
            plan.backwardInput(memory, activated, memory, output, indices, 0, memory, gradOutput, values, weight,
                    memory, gradInput, scratch, parallel);
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
        void forward(float[] memory, int input, int output) {
            plan.forward(memory, input, values, weight, values, bias, memory, output, scratch, parallel);
        }

        @Override
        PackedWeight pack() {
            return plan.pack(values, weight, scratch, parallel);
        }

        @Override
        void infer(float[] memory, int input, PackedWeight packedWeight, int output) {
            plan.forward(memory, input, packedWeight, values, bias, memory, output, scratch, parallel);
        }

        @Override
        void backwardWeight(float[] memory, int input, int output, int gradOutput) {
            plan.backwardWeight(memory, input, memory, gradOutput, gradients, weight, gradients, bias, scratch,
                    parallel);
        }

        @Override
        void backwardInput(float[] memory, int output, int gradOutput, int gradInput) {
            plan.backwardInput(memory, gradOutput, values, weight, memory, gradInput, scratch, parallel);
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
        void forward(float[] memory, int input, int output) {
            activation.forward(memory, input, memory, output, length, scratch, parallel);
        }

        @Override
        void backward(float[] memory, int input, int output, int gradOutput, int gradInput) {
            activation.backward(memory, output, memory, gradOutput, memory, gradInput, length, scratch, parallel);
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
        void forward(float[] memory, int input, int output) {
            plan.forward(memory, input, memory, output, indices, 0, scratch, parallel);
        }

        @Override
        void infer(float[] memory, int input, int output) {
            plan.forward(memory, input, memory, output, null, 0, scratch, parallel);
        }

        @Override
        void backward(float[] memory, int input, int output, int gradOutput, int gradInput) {
            plan.backward(memory, gradOutput, indices, 0, memory, gradInput, scratch, parallel);
        }

        @Override
        int[] winners() {
            return indices;
        }
    }

    static final class Subsampling extends Layer {
        private final Subsampling2d plan;
        private final float[] values;
        private final float[] gradients;
        private final int coefficient;
        private final int bias;
        /** The coefficients as they were when the network was frozen. */
        private float[] frozen;

        Subsampling(Subsampling2d plan, Parameters parameters, String name, Scratch scratch, Parallel parallel) {
            super(scratch, parallel);
            this.plan = plan;
            values = parameters.values;
            gradients = parameters.gradients;
            coefficient = parameters.tensor(name + ".weight").offset();
            bias = parameters.tensor(name + ".bias").offset();
        }

        @Override
        boolean trained() {
            return true;
        }

        @Override
        void forward(float[] memory, int input, int output) {
            plan.forward(memory, input, values, coefficient, values, bias, memory, output, scratch, parallel);
        }

        @Override
        void freeze() {
            frozen = Arrays.copyOfRange(values, coefficient, coefficient + plan.shape().channels());
        }

        @Override
        void infer(float[] memory, int input, int output) {
            plan.forward(memory, input, frozen, 0, values, bias, memory, output, scratch, parallel);
        }

        @Override
        void backward(float[] memory, int input, int output, int gradOutput, int gradInput) {
            plan.backwardCoefficient(memory, input, memory, gradOutput, gradients, coefficient, gradients, bias,
                    scratch, parallel);
            if (gradInput != NONE) {
                plan.backwardInput(memory, gradOutput, values, coefficient, memory, gradInput, scratch, parallel);
            }
        }
    }

    static final class DigitDistance extends Layer {
        private final RadialBasis plan;
        private final float[] centres = DigitBitmaps.centres();

        DigitDistance(RadialBasis plan, Scratch scratch, Parallel parallel) {
            super(scratch, parallel);
            this.plan = plan;
        }

        @Override
        void forward(float[] memory, int input, int output) {
            plan.forward(memory, input, centres, 0, memory, output, scratch, parallel);
        }

        @Override
        void backward(float[] memory, int input, int output, int gradOutput, int gradInput) {
            plan.backwardInput(memory, input, memory, gradOutput, centres, 0, memory, gradInput, scratch, parallel);
        }
    }
}
