package io.github.lanewise.lenet;

import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import java.util.List;

/** The mean loss of a batch over what its last layer makes, and the gradient by that. It allocates nothing once made. */
abstract sealed class Loss {
    /** The gradient by the mean. */
    private static final float[] ONE = {1};

    private final float[] mean = new float[1];

    /** The one that goes with the last layer: distances want another than logits. */
    static Loss of(List<LayerSpec> layers, int batch, int classes, Layout layout, float labelSmoothing) {
        return layers.getLast() instanceof LayerSpec.DigitDistance
                ? new MaximumAPosteriori(batch, classes, labelSmoothing)
                : new CrossEntropy(batch, classes, layout, labelSmoothing);
    }

    /** Whether the smallest output is that of the likeliest class, not the largest. */
    abstract boolean ofDistances();

    /** Returns the mean, and leaves at {@code probabilities}, which are as many as the outputs, what backward needs. */
    final float forward(float[] memory, int outputs, int[] labels, int probabilities, Scratch scratch,
            Parallel parallel) {
        forward(memory, outputs, labels, probabilities, mean, scratch, parallel);
        return mean[0];
    }

    abstract void forward(float[] memory, int outputs, int[] labels, int probabilities, float[] result, Scratch scratch,
            Parallel parallel);

    abstract void backward(float[] memory, int probabilities, int[] labels, int gradOutputs, Scratch scratch,
            Parallel parallel);

    /** Of logits. */
    private static final class CrossEntropy extends Loss {
        private final io.github.lanewise.kernels.SoftmaxCrossEntropy plan;

        CrossEntropy(int batch, int classes, Layout layout, float labelSmoothing) {
            plan = io.github.lanewise.kernels.SoftmaxCrossEntropy.plan(
                    LossShape.builder(Kind.SOFTMAX_CROSS_ENTROPY, batch, classes).labelSmoothing(labelSmoothing)
                            .build(),
                    layout);
        }

        @Override
        boolean ofDistances() {
            return false;
        }

        @Override
        void forward(float[] memory, int outputs, int[] labels, int probabilities, float[] result, Scratch scratch,
                Parallel parallel) {
            plan.forward(memory, outputs, labels, 0, null, 0, memory, probabilities, result, 0, scratch, parallel);
        }

        @Override
        void backward(float[] memory, int probabilities, int[] labels, int gradOutputs, Scratch scratch,
                Parallel parallel) {
            plan.backward(memory, probabilities, labels, 0, null, 0, ONE, 0, memory, gradOutputs, scratch, parallel);
        }
    }

    /** Of distances. */
    private static final class MaximumAPosteriori extends Loss {
        /**
         * The distance of the class that is no digit: 25 of the 84 pixels wrong, which is farther than a well-drawn digit and
         * nearer than another one.
         */
        private static final float RUBBISH = 100;

        private final io.github.lanewise.kernels.MaximumAPosteriori plan;

        MaximumAPosteriori(int batch, int classes, float labelSmoothing) {
            plan = io.github.lanewise.kernels.MaximumAPosteriori
                    .plan(LossShape.builder(Kind.MAXIMUM_A_POSTERIORI, batch, classes).labelSmoothing(labelSmoothing)
                            .rubbish(RUBBISH).build());
        }

        @Override
        boolean ofDistances() {
            return true;
        }

        @Override
        void forward(float[] memory, int outputs, int[] labels, int probabilities, float[] result, Scratch scratch,
                Parallel parallel) {
            plan.forward(memory, outputs, labels, 0, memory, probabilities, result, 0, scratch, parallel);
        }

        @Override
        void backward(float[] memory, int probabilities, int[] labels, int gradOutputs, Scratch scratch,
                Parallel parallel) {
            plan.backward(memory, probabilities, labels, 0, ONE, 0, memory, gradOutputs, scratch, parallel);
        }
    }
}
