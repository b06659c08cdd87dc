package io.github.lanewise.kernels.internal.dense;

import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PARTIALS;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PIECE;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.RowKernels;
import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.Arrays;

/** The column sums of gradOutput, in sixteen partial rows a piece. One task: it reads each element once. */
public record BiasGradient(int batch, int outFeatures) implements Pass {
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
        return PARTIALS * outFeatures;
    }

    @Override
    public String describe() {
        return "sums each column of gradOutput in sixteen partials";
    }

    @Override
    public void run(Arguments arguments, int task, float[] slot) {
        if (arguments.gradBias == null) {
            return;
        }
        for (int begin = 0; begin < batch; begin += PIECE) {
            int present = Math.min(PARTIALS, batch - begin);
            addUp(arguments, begin, Math.min(begin + PIECE, batch), present, slot);
            SixteenPartials.addUp(present, outFeatures, slot, 0);
            if (begin == 0) {
                System.arraycopy(slot, 0, arguments.gradBias, arguments.gradBiasOffset, outFeatures);
            } else {
                ROWS.add(outFeatures, slot, 0, arguments.gradBias, arguments.gradBiasOffset);
            }
        }
    }

    private void addUp(Arguments arguments, int begin, int end, int present, float[] slot) {
        Arrays.fill(slot, 0, present * outFeatures, 0f);
        for (int n = begin; n < end; n++) {
            ROWS.add(outFeatures, arguments.gradOutput, arguments.gradOutputOffset + n * outFeatures, slot,
                    n % PARTIALS * outFeatures);
        }
    }
}
