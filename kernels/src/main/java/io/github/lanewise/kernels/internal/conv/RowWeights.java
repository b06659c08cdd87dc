package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.Thresholds;
import java.util.Arrays;
import java.util.List;

/**
 * Puts weights into {@link Arguments#shared()} as backward by input multiplies them: for each group, each gather and each
 * run, a row for each channel written, over the channels read and the kernel cells of the gather. (Forward finds such rows
 * in the weights themselves.)
 */
final class RowWeights implements Pass {
    private final Wiring wiring;
    private final List<ChannelRun> runs;
    private final List<Gather> gathers;
    private final int writtenChannels;
    private final int[] runOfChannel;
    /** Where the rows of gather i and run r begin within a group. */
    private final int[][] begin;
    private final int floatsOfGroup;

    RowWeights(Wiring wiring, List<Gather> gathers) {
        this.wiring = wiring;
        this.gathers = gathers;
        runs = wiring.backward();
        writtenChannels = wiring.shape().channelsPerGroup();
        runOfChannel = new int[writtenChannels];
        begin = new int[gathers.size()][runs.size()];
        int floats = 0;
        for (int i = 0; i < gathers.size(); i++) {
            for (int r = 0; r < runs.size(); r++) {
                begin[i][r] = floats;
                floats += runs.get(r).count() * rowFloats(i, r);
            }
        }
        floatsOfGroup = floats;
        for (int r = 0; r < runs.size(); r++) {
            for (int channel = runs.get(r).first(); channel < runs.get(r).end(); channel++) {
                runOfChannel[channel] = r;
            }
        }
    }

    /** Where the rows of a run begin. */
    int offset(int group, int gather, int run) {
        return group * floatsOfGroup + begin[gather][run];
    }

    /** From one row of a run to the next. */
    int rowFloats(int gather, int run) {
        return runs.get(run).read().length * gathers.get(gather).cells();
    }

    /** Where {@link Im2colProduct} marks an image for {@link BorderRepair}, behind all weights. */
    int doubt(int group, int image) {
        return wiring.shape().groups() * floatsOfGroup + group * wiring.shape().batch() + image;
    }

    @Override
    public int tasks(Arguments arguments) {
        return wiring.shape().groups() * writtenChannels;
    }

    @Override
    public long work(Arguments arguments) {
        return Thresholds.PER_MOVE * wiring.weights();
    }

    @Override
    public int sharedFloats(Arguments arguments) {
        return doubt(wiring.shape().groups(), 0);
    }

    @Override
    public String describe() {
        return "lays out the weights that each input channel meets in a row, a channel a task";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        if (task == 0) {
            Arrays.fill(a.shared(), doubt(0, 0), doubt(wiring.shape().groups(), 0), 0f);
        }
        int group = task / writtenChannels;
        int channel = task % writtenChannels;
        int r = runOfChannel[channel];
        ChannelRun run = runs.get(r);
        int from = a.weightOffset + group * wiring.weightsPerGroup() + (channel - run.first()) * run.weightStride();
        for (int i = 0; i < gathers.size(); i++) {
            row(gathers.get(i), run, a.weight, from, a.shared(),
                    offset(group, i, r) + (channel - run.first()) * rowFloats(i, r));
        }
    }

    private void row(Gather gather, ChannelRun run, float[] weight, int from, float[] packed, int to) {
        int at = to;
        for (int begin : run.weight()) {
            for (int kernelRow : gather.rows().kernel()) {
                for (int kernelColumn : gather.columns().kernel()) {
                    packed[at++] = weight[from + begin + kernelRow * wiring.shape().kernelWidth() + kernelColumn];
                }
            }
        }
    }
}
