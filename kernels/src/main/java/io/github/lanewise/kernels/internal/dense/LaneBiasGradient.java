package io.github.lanewise.kernels.internal.dense;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PIECE;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.RowKernels;
import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.Arrays;

/** The column sums of a gradOutput in lanes, which are the sixteen partials. One task: it reads each element once. */
record LaneBiasGradient(int batch, int outFeatures) implements Pass {
    private static final RowKernels ROWS = Lookup.kernels().rows();

    @Override
    public int tasks(Arguments arguments) {
        return 1;
    }

    @Override
    public long work(Arguments arguments) {
        return (long) batch * outFeatures;
    }

    @Override
    public int slotFloats(Arguments arguments) {
        return outFeatures * LANES;
    }

    @Override
    public String describe() {
        return "sums gradOutput in lanes, the lanes being the partials";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        if (a.gradBias == null) {
            return;
        }
        for (int begin = 0; begin < batch; begin += PIECE) {
            addUp(a, begin, Math.min(begin + PIECE, batch), slot);
            for (int o = 0; o < outFeatures; o++) {
                float sum = SixteenPartials.tree(slot, o * LANES, 1);
                int to = a.gradBiasOffset + o;
                a.gradBias[to] = begin == 0 ? sum : a.gradBias[to] + sum;
            }
        }
    }

    private void addUp(Arguments a, int begin, int end, float[] slot) {
        int length = outFeatures * LANES;
        Arrays.fill(slot, 0, length, 0f);
        for (int image = begin; image < end; image += LANES) {
            int from = a.gradOutputOffset + image * outFeatures;
            int images = Math.min(LANES, end - image);
            if (images == LANES) {
                ROWS.add(length, a.gradOutput, from, slot, 0);
                continue;
            }
            for (int i = 0; i < length; i += LANES) {
                for (int lane = 0; lane < images; lane++) {
                    slot[i + lane] += a.gradOutput[from + i + lane];
                }
            }
        }
    }
}
