package io.github.lanewise.kernels.internal.dense;

import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PARTIALS;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PIECE;

import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.Arrays;

/** The column sums of gradOutput, in sixteen partial rows a piece. One task: it reads each element once. */
public record BiasGradient(int batch, int outFeatures) implements Pass {
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
            addUp(arguments, begin, Math.min(begin + PIECE, batch), slot);
            for (int o = 0; o < outFeatures; o++) {
                float sum = SixteenPartials.tree(slot, o, outFeatures);
                int at = arguments.gradBiasOffset + o;
                arguments.gradBias[at] = begin == 0 ? sum : arguments.gradBias[at] + sum;
            }
        }
    }

    private void addUp(Arguments arguments, int begin, int end, float[] slot) {
        Arrays.fill(slot, 0, PARTIALS * outFeatures, 0f);
        for (int n = begin; n < end; n++) {
            int partial = n % PARTIALS * outFeatures;
            int row = arguments.gradOutputOffset + n * outFeatures;
            for (int o = 0; o < outFeatures; o++) {
                slot[partial + o] += arguments.gradOutput[row + o];
            }
        }
    }
}
