package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.Thresholds;

/**
 * Packs the weights of a direct convolution so that the channels a tile writes stand side by side: forward as groups ×
 * taps × out channels, backward by input as groups × (out channel, kernel cell) × in channels. One task a group.
 */
record DirectWeights(Conv2dShape shape, boolean forward) implements Pass {
    @Override
    public int tasks(Arguments arguments) {
        return shape.groups();
    }

    @Override
    public long work(Arguments arguments) {
        return Thresholds.PER_MOVE * floats();
    }

    @Override
    public int sharedFloats(Arguments arguments) {
        return floats();
    }

    private int floats() {
        return shape.outChannels() * shape.channelsPerGroup() * shape.kernelHeight() * shape.kernelWidth();
    }

    @Override
    public String describe() {
        return "packs the weights of a group a task";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int outChannels = shape.outChannels() / shape.groups();
        int inChannels = shape.channelsPerGroup();
        int cells = shape.kernelHeight() * shape.kernelWidth();
        int begin = task * outChannels * inChannels * cells;
        int from = a.weightOffset + begin;
        float[] packed = a.shared();
        for (int o = 0; o < outChannels; o++) {
            for (int c = 0; c < inChannels; c++) {
                for (int cell = 0; cell < cells; cell++) {
                    int to = forward ? (c * cells + cell) * outChannels + o : (o * cells + cell) * inChannels + c;
                    packed[begin + to] = a.weight[from++];
                }
            }
        }
    }
}
