package io.github.lanewise.kernels.internal.scalar;

import io.github.lanewise.kernels.internal.micro.OptimizerKernels;
import io.github.lanewise.kernels.internal.micro.Update;

/** The twin of optimiser steps; also the tail of the SIMD form. */
public final class ScalarOptimizer implements OptimizerKernels {
    @Override
    public void descend(int length, float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset,
            Update update) {
        for (int i = 0; i < length; i++) {
            float w = weight[weightOffset + i];
            weight[weightOffset + i] = w - update.rate * decayed(gradWeight[gradWeightOffset + i], w, update);
        }
    }

    @Override
    public void momentum(int length, float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset,
            float[] velocity, int velocityOffset, Update update) {
        for (int i = 0; i < length; i++) {
            float w = weight[weightOffset + i];
            float g = decayed(gradWeight[gradWeightOffset + i], w, update);
            float v = update.momentum * velocity[velocityOffset + i] + update.gain * g;
            velocity[velocityOffset + i] = v;
            weight[weightOffset + i] = w - update.rate * v;
        }
    }

    @Override
    public void nesterov(int length, float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset,
            float[] velocity, int velocityOffset, Update update) {
        for (int i = 0; i < length; i++) {
            float w = weight[weightOffset + i];
            float gained = update.gain * decayed(gradWeight[gradWeightOffset + i], w, update);
            float v = update.momentum * velocity[velocityOffset + i] + gained;
            velocity[velocityOffset + i] = v;
            weight[weightOffset + i] = w - update.rate * (gained + update.momentum * v);
        }
    }

    @Override
    public void adam(int length, float[] weight, int weightOffset, float[] gradWeight, int gradWeightOffset,
            float[] firstMoment, int firstMomentOffset, float[] secondMoment, int secondMomentOffset,
            Update update) {
        for (int i = 0; i < length; i++) {
            float w = weight[weightOffset + i];
            float g = decayed(gradWeight[gradWeightOffset + i], w, update);
            float first = Math.fma(update.gain, g, update.momentum * firstMoment[firstMomentOffset + i]);
            float second = Math.fma(update.secondGain * g, g,
                    update.secondMomentum * secondMoment[secondMomentOffset + i]);
            firstMoment[firstMomentOffset + i] = first;
            secondMoment[secondMomentOffset + i] = second;
            float root = (float) Math.sqrt(second); // correctly rounded, though rounded twice: 53 ≥ 2·24 + 2
            float direction = first / Math.fma(root, update.rootScale, update.epsilon);
            float kept = update.decoupledDecay == 0 ? w : Math.fma(-update.decoupledDecay, w, w);
            weight[weightOffset + i] = Math.fma(-update.rate, direction, kept);
        }
    }

    private static float decayed(float g, float w, Update update) {
        return update.weightDecay == 0 ? g : Math.fma(update.weightDecay, w, g);
    }
}
