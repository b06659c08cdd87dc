package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.scalar.Activations.SCALED_TANH_GRADIENT;
import static io.github.lanewise.kernels.internal.scalar.Elementary.*;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.ActivationKernels;
import io.github.lanewise.kernels.internal.scalar.Activations;
import io.github.lanewise.kernels.internal.scalar.Elementary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The activations and their gradients over arrays, operation for operation those of {@link Activations} and {@link Elementary},
 * where they are explained. What is left of a vector at the end goes one by one.
 */
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
            output[outputOffset + i] = Activations.relu(input[inputOffset + i]);
        }
    }

    @Override
    public void leakyRelu(int length, float negativeSlope, float[] input, int inputOffset, float[] output,
            int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            x.mul(negativeSlope).blend(x, x.compare(VectorOperators.GT, 0f)).intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Activations.leakyRelu(negativeSlope, input[inputOffset + i]);
        }
    }

    @Override
    public void elu(int length, float alpha, float[] input, int inputOffset, float[] output, int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            FloatVector below = VectorFunctions.expm1(x).mul(alpha);
            below.blend(x, x.compare(VectorOperators.GT, 0f)).intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Activations.elu(alpha, input[inputOffset + i]);
        }
    }

    @Override
    public void sigmoid(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            FloatVector one = FloatVector.broadcast(FLOAT, 1f);
            FloatVector e = VectorFunctions.exp(x.abs().neg());
            FloatVector numerator = one.blend(e, x.compare(VectorOperators.LT, 0f));
            numerator.div(one.add(e)).intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Elementary.sigmoid(input[inputOffset + i]);
        }
    }

    @Override
    public void tanh(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            FloatVector magnitude = x.abs();
            FloatVector sum = VectorFunctions.exp(magnitude.add(magnitude)).add(1f);
            FloatVector far = FloatVector.broadcast(FLOAT, 1f).sub(FloatVector.broadcast(FLOAT, 2f).div(sum));
            FloatVector z = x.mul(x);
            FloatVector p = z.fma(FloatVector.broadcast(FLOAT, TANH_5), FloatVector.broadcast(FLOAT, TANH_4));
            p = p.fma(z, FloatVector.broadcast(FLOAT, TANH_3));
            p = p.fma(z, FloatVector.broadcast(FLOAT, TANH_2));
            p = p.fma(z, FloatVector.broadcast(FLOAT, TANH_1));
            FloatVector near = p.mul(z).fma(magnitude, magnitude);
            FloatVector y = far.blend(near, magnitude.compare(VectorOperators.LT, TANH_SPLIT));
            IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
            y.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Elementary.tanh(input[inputOffset + i]);
        }
    }

    @Override
    public void scaledTanh(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            FloatVector magnitude = x.abs();
            FloatVector sum = VectorFunctions.exp(magnitude.mul(SCALED_TANH_RATE)).add(1f);
            FloatVector quotient = FloatVector.broadcast(FLOAT, 2f * SCALED_TANH_AMPLITUDE).div(sum);
            FloatVector far = FloatVector.broadcast(FLOAT, SCALED_TANH_AMPLITUDE).sub(quotient);
            FloatVector z = x.mul(x);
            FloatVector p = z.fma(FloatVector.broadcast(FLOAT, SCALED_TANH_6),
                    FloatVector.broadcast(FLOAT, SCALED_TANH_5));
            p = p.fma(z, FloatVector.broadcast(FLOAT, SCALED_TANH_4));
            p = p.fma(z, FloatVector.broadcast(FLOAT, SCALED_TANH_3));
            p = p.fma(z, FloatVector.broadcast(FLOAT, SCALED_TANH_2));
            p = p.fma(z, FloatVector.broadcast(FLOAT, SCALED_TANH_1));
            p = p.fma(z, FloatVector.broadcast(FLOAT, SCALED_TANH_SLOPE_LOW));
            FloatVector near = magnitude.fma(FloatVector.broadcast(FLOAT, SCALED_TANH_SLOPE), p.mul(magnitude));
            FloatVector y = far.blend(near, magnitude.compare(VectorOperators.LT, SCALED_TANH_SPLIT));
            IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
            y.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Elementary.scaledTanh(input[inputOffset + i]);
        }
    }

    /** The logarithm's polynomial is written out, because after an exponential C2 would hardly inline a method any more. */
    @Override
    public void softplus(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            FloatVector magnitude = x.abs();
            FloatVector f = VectorFunctions.exp(magnitude.neg());
            FloatVector z = f.mul(f);
            FloatVector p = f.fma(FloatVector.broadcast(FLOAT, LOG_9), FloatVector.broadcast(FLOAT, LOG_8));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_7));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_6));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_5));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_4));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_3));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_2));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_1));
            FloatVector far = z.fma(FloatVector.broadcast(FLOAT, -0.5f), p.mul(f).mul(z)).add(f);
            FloatVector zero = FloatVector.zero(FLOAT);
            far = far.add(zero.blend(x, x.compare(VectorOperators.GT, zero)));
            FloatVector square = x.mul(x);
            FloatVector q = square.fma(FloatVector.broadcast(FLOAT, SOFTPLUS_4),
                    FloatVector.broadcast(FLOAT, SOFTPLUS_3));
            q = q.fma(square, FloatVector.broadcast(FLOAT, SOFTPLUS_2));
            q = q.fma(square, FloatVector.broadcast(FLOAT, SOFTPLUS_1));
            FloatVector near = x.fma(FloatVector.broadcast(FLOAT, 0.5f), q.mul(square)).add(LN2_HIGH);
            far.blend(near, magnitude.compare(VectorOperators.LT, SOFTPLUS_SPLIT)).intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Elementary.softplus(input[inputOffset + i]);
        }
    }

    @Override
    public void reluBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector y = FloatVector.fromArray(FLOAT, output, outputOffset + i);
            FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + i);
            FloatVector zero = FloatVector.zero(FLOAT);
            g.blend(zero, y.compare(VectorOperators.LE, zero)).intoArray(gradInput, gradInputOffset + i);
        }
        for (; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.reluGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void leakyReluBackward(int length, float negativeSlope, float[] output, int outputOffset, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector y = FloatVector.fromArray(FLOAT, output, outputOffset + i);
            FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + i);
            g.blend(g.mul(negativeSlope), y.compare(VectorOperators.LE, 0f)).intoArray(gradInput, gradInputOffset + i);
        }
        for (; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.leakyReluGradient(negativeSlope, output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void eluBackward(int length, float alpha, float[] output, int outputOffset, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector y = FloatVector.fromArray(FLOAT, output, outputOffset + i);
            FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + i);
            g.mul(y.add(alpha)).blend(g, y.compare(VectorOperators.GT, 0f)).intoArray(gradInput, gradInputOffset + i);
        }
        for (; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.eluGradient(alpha, output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void sigmoidBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector y = FloatVector.fromArray(FLOAT, output, outputOffset + i);
            FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + i);
            g.mul(y.mul(FloatVector.broadcast(FLOAT, 1f).sub(y))).intoArray(gradInput, gradInputOffset + i);
        }
        for (; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.sigmoidGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void tanhBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector y = FloatVector.fromArray(FLOAT, output, outputOffset + i);
            FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + i);
            g.mul(y.neg().fma(y, FloatVector.broadcast(FLOAT, 1f))).intoArray(gradInput, gradInputOffset + i);
        }
        for (; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.tanhGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void scaledTanhBackward(int length, float[] output, int outputOffset, float[] gradOutput,
            int gradOutputOffset, float[] gradInput, int gradInputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector y = FloatVector.fromArray(FLOAT, output, outputOffset + i);
            FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + i);
            FloatVector amplitude = FloatVector.broadcast(FLOAT, SCALED_TANH_AMPLITUDE);
            FloatVector slope = amplitude.sub(y).mul(amplitude.add(y)).mul(SCALED_TANH_GRADIENT);
            g.mul(slope).intoArray(gradInput, gradInputOffset + i);
        }
        for (; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.scaledTanhGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }

    @Override
    public void softplusBackward(int length, float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset,
            float[] gradInput, int gradInputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector y = FloatVector.fromArray(FLOAT, output, outputOffset + i);
            FloatVector g = FloatVector.fromArray(FLOAT, gradOutput, gradOutputOffset + i);
            g.mul(VectorFunctions.expm1(y.neg()).neg()).intoArray(gradInput, gradInputOffset + i);
        }
        for (; i < length; i++) {
            gradInput[gradInputOffset + i] = Activations.softplusGradient(output[outputOffset + i],
                    gradOutput[gradOutputOffset + i]);
        }
    }
}
