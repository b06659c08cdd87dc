package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.Thresholds;
import java.util.List;

/**
 * Packs the weights of a direct convolution so that the channels a tile writes stand side by side: groups × runs ×
 * tiles × (channel read, kernel cell) × channels of the tile. One task a group.
 */
record DirectWeights(Wiring wiring, List<ChannelRun> runs) implements Pass {
    @Override
    public int tasks(Arguments arguments) {
        return wiring.shape().groups();
    }

    @Override
    public long work(Arguments arguments) {
        return Thresholds.PER_MOVE * wiring.weights();
    }

    @Override
    public int sharedFloats(Arguments arguments) {
        return wiring.weights();
    }

    @Override
    public String describe() {
        return "packs the weights of a group a task";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int group = task * wiring.weightsPerGroup();
        for (int r = 0; r < runs.size(); r++) {
            pack(runs.get(r), a.weight, a.weightOffset + group, a.shared(), group + runs.get(r).packed());
        }
    }

    private void pack(ChannelRun run, float[] weight, int weightOffset, float[] packed, int packedOffset) {
        int rows;
        for (int row = 0; row < run.count(); row += rows) {
            rows = DirectTiles.rows(run.count() - row);
            for (int i = 0; i < rows; i++) {
                packRow(run, row + i, weight, weightOffset, packed, packedOffset + row * run.weights() + i, rows);
            }
        }
    }

    private void packRow(ChannelRun run, int row, float[] weight, int weightOffset, float[] packed, int packedOffset,
            int packedStride) {
        int cells = wiring.shape().kernelHeight() * wiring.shape().kernelWidth();
        for (int j = 0; j < run.read().length; j++) {
            int from = weightOffset + run.weight()[j] + row * run.weightStride();
            int to = packedOffset + j * cells * packedStride;
            for (int cell = 0; cell < cells; cell++) {
                packed[to + cell * packedStride] = weight[from + cell];
            }
        }
    }
}
