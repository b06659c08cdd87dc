package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.ActivationKernels;
import io.github.lanewise.kernels.internal.scalar.Elementary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** ReLU and the gradients of activations, over arrays. What is left of a vector at the end goes one by one. */
final class SimdActivation implements ActivationKernels {
    @Override
    public void relu(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            FloatVector zero = FloatVector.zero(FLOAT);
            x.blend(zero, x.compare(VectorOperators.LE, zero)).intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Elementary.relu(input[inputOffset + i]);
        }
    }

    @Override
    public void reluBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector zero = FloatVector.zero(FLOAT);
            FloatVector y = FloatVector.fromArray(FLOAT, output, outputOffset + i);
            FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + i);
            g.blend(zero, y.compare(VectorOperators.LE, zero)).intoArray(gradInput, gradInputOffset + i);
        }
        for (; i < length; i++) {
            gradInput[gradInputOffset + i] = Elementary.reluGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void sigmoidBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector y = FloatVector.fromArray(FLOAT, output, outputOffset + i);
            FloatVector slope = y.mul(FloatVector.broadcast(FLOAT, 1f).sub(y));
            FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + i).mul(slope).intoArray(gradInput,
                    gradInputOffset + i);
        }
        for (; i < length; i++) {
            gradInput[gradInputOffset + i] = Elementary.sigmoidGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void tanhBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector y = FloatVector.fromArray(FLOAT, output, outputOffset + i);
            FloatVector slope = y.neg().fma(y, FloatVector.broadcast(FLOAT, 1f));
            FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + i).mul(slope).intoArray(gradInput,
                    gradInputOffset + i);
        }
        for (; i < length; i++) {
            gradInput[gradInputOffset + i] = Elementary.tanhGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }
}
