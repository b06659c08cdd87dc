package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.OptimizerKernels;
import io.github.lanewise.kernels.internal.micro.Update;
import io.github.lanewise.kernels.internal.scalar.ScalarOptimizer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Optimiser steps, bound by memory rather than by arithmetic: three to seven floats move an element. So a weight decay of
 * 0, which must not touch g (0·∞ is NaN), is blended out and needs no loop of its own. The twin finishes what is left of
 * a vector.
 */
final class SimdOptimizer implements OptimizerKernels {
    private static final OptimizerKernels TWIN = new ScalarOptimizer();

    @Override
    public void descend(int length, float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset,
            Update update) {
        float decay = update.weightDecay;
        float rate = update.rate;
        VectorMask<Float> decays = FLOAT.maskAll(decay != 0);
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector w = FloatVector.fromArray(FLOAT, weight, weightOffset + i);
            FloatVector g = FloatVector.fromArray(FLOAT, gradWeight, gradWeightOffset + i);
            g = g.blend(FloatVector.broadcast(FLOAT, decay).fma(w, g), decays);
            w.sub(g.mul(rate)).intoArray(weight, weightOffset + i);
        }
        TWIN.descend(length - i, weight, weightOffset + i, gradWeight, gradWeightOffset + i, update);
    }

    @Override
    public void momentum(int length, float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset,
            float[] velocity, int velocityOffset, Update update) {
        float decay = update.weightDecay;
        float momentum = update.momentum;
        float gain = update.gain;
        float rate = update.rate;
        VectorMask<Float> decays = FLOAT.maskAll(decay != 0);
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector w = FloatVector.fromArray(FLOAT, weight, weightOffset + i);
            FloatVector g = FloatVector.fromArray(FLOAT, gradWeight, gradWeightOffset + i);
            FloatVector v = FloatVector.fromArray(FLOAT, velocity, velocityOffset + i);
            g = g.blend(FloatVector.broadcast(FLOAT, decay).fma(w, g), decays);
            v = v.mul(momentum).add(g.mul(gain));
            v.intoArray(velocity, velocityOffset + i);
            w.sub(v.mul(rate)).intoArray(weight, weightOffset + i);
        }
        TWIN.momentum(length - i, weight, weightOffset + i, gradWeight, gradWeightOffset + i, velocity,
                velocityOffset + i, update);
    }

    @Override
    public void nesterov(int length, float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset,
            float[] velocity, int velocityOffset, Update update) {
        float decay = update.weightDecay;
        float momentum = update.momentum;
        float gain = update.gain;
        float rate = update.rate;
        VectorMask<Float> decays = FLOAT.maskAll(decay != 0);
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector w = FloatVector.fromArray(FLOAT, weight, weightOffset + i);
            FloatVector g = FloatVector.fromArray(FLOAT, gradWeight, gradWeightOffset + i);
            FloatVector v = FloatVector.fromArray(FLOAT, velocity, velocityOffset + i);
            g = g.blend(FloatVector.broadcast(FLOAT, decay).fma(w, g), decays).mul(gain);
            v = v.mul(momentum).add(g);
            v.intoArray(velocity, velocityOffset + i);
            w.sub(g.add(v.mul(momentum)).mul(rate)).intoArray(weight, weightOffset + i);
        }
        TWIN.nesterov(length - i, weight, weightOffset + i, gradWeight, gradWeightOffset + i, velocity,
                velocityOffset + i, update);
    }

    @Override
    public void adam(int length, float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset,
            float[] firstMoment, int firstMomentOffset, float[] secondMoment, int secondMomentOffset,
            Update update) {
        float decay = update.weightDecay;
        float decoupledDecay = update.decoupledDecay;
        float momentum = update.momentum;
        float gain = update.gain;
        float secondMomentum = update.secondMomentum;
        float secondGain = update.secondGain;
        float rootScale = update.rootScale;
        float epsilon = update.epsilon;
        float rate = update.rate;
        VectorMask<Float> decays = FLOAT.maskAll(decay != 0);
        VectorMask<Float> decaysApart = FLOAT.maskAll(decoupledDecay != 0);
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector w = FloatVector.fromArray(FLOAT, weight, weightOffset + i);
            FloatVector g = FloatVector.fromArray(FLOAT, gradWeight, gradWeightOffset + i);
            g = g.blend(FloatVector.broadcast(FLOAT, decay).fma(w, g), decays);
            FloatVector first = FloatVector.fromArray(FLOAT, firstMoment, firstMomentOffset + i).mul(momentum);
            first = g.fma(FloatVector.broadcast(FLOAT, gain), first);
            FloatVector second = FloatVector.fromArray(FLOAT, secondMoment, secondMomentOffset + i)
                    .mul(secondMomentum);
            second = g.mul(secondGain).fma(g, second);
            first.intoArray(firstMoment, firstMomentOffset + i);
            second.intoArray(secondMoment, secondMomentOffset + i);
            FloatVector divisor = second.lanewise(VectorOperators.SQRT).fma(rootScale, epsilon);
            w = w.blend(w.fma(FloatVector.broadcast(FLOAT, -decoupledDecay), w), decaysApart);
            first.div(divisor).fma(FloatVector.broadcast(FLOAT, -rate), w).intoArray(weight, weightOffset + i);
        }
        TWIN.adam(length - i, weight, weightOffset + i, gradWeight, gradWeightOffset + i, firstMoment,
                firstMomentOffset + i, secondMoment, secondMomentOffset + i, update);
    }
}
