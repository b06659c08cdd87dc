package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.RowKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.Thresholds;
import java.util.Arrays;
import java.util.List;

/**
 * Puts weights into {@link Arguments#shared()} as backward by input multiplies them: for each group of channels, each pair
 * of a group of row phases and one of column phases, and each run, a row for each row phase, column phase and channel
 * written, over the channels read and the kernel cells of the phase. (Forward finds such rows in the weights themselves.)
 */
final class RowWeights implements Pass {
    private static final RowKernels ROWS = Lookup.kernels().rows();

    private final Wiring wiring;
    private final List<ChannelRun> runs;
    private final List<Phases> rows;
    private final List<Phases> columns;
    private final int writtenChannels;
    private final int[] runOfChannel;
    /** Where the rows of a pair of groups of phases and of a run begin within a group of channels. */
    private final int[][][] begin;
    private final int floatsOfGroup;

    RowWeights(Wiring wiring, List<Phases> rows, List<Phases> columns) {
        this.wiring = wiring;
        this.rows = rows;
        this.columns = columns;
        runs = wiring.backward();
        writtenChannels = wiring.shape().channelsPerGroup();
        runOfChannel = new int[writtenChannels];
        begin = new int[rows.size()][columns.size()][runs.size()];
        int floats = 0;
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                int phases = rows.get(i).runs().size() * columns.get(j).runs().size();
                for (int r = 0; r < runs.size(); r++) {
                    begin[i][j][r] = floats;
                    floats += phases * runs.get(r).count() * rowFloats(i, j, r);
                }
            }
        }
        floatsOfGroup = floats;
        for (int r = 0; r < runs.size(); r++) {
            for (int channel = runs.get(r).first(); channel < runs.get(r).end(); channel++) {
                runOfChannel[channel] = r;
            }
        }
    }

    /** Where the rows of a run begin for group {@code i} of row phases and group {@code j} of column phases. */
    int offset(int group, int i, int j, int run) {
        return group * floatsOfGroup + begin[i][j][run];
    }

    /** Where the row of the first channel of a run begins for one row phase and one column phase of those groups. */
    int offset(int group, int i, int j, int run, int rowPhase, int columnPhase) {
        int phase = rowPhase * columns.get(j).runs().size() + columnPhase;
        return offset(group, i, j, run) + phase * runs.get(run).count() * rowFloats(i, j, run);
    }

    /** From one row of a run to the next. */
    int rowFloats(int i, int j, int run) {
        return runs.get(run).read().length * rows.get(i).cells() * columns.get(j).cells();
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
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                phases(i, j, group, r, channel - run.first(), a.weight, from, a.shared());
            }
        }
    }

    /** The rows of one channel for a pair of groups of phases. */
    private void phases(int i, int j, int group, int r, int channel, float[] weight, int from, float[] packed) {
        for (int rowPhase = 0; rowPhase < rows.get(i).runs().size(); rowPhase++) {
            for (int columnPhase = 0; columnPhase < columns.get(j).runs().size(); columnPhase++) {
                row(rows.get(i).runs().get(rowPhase), columns.get(j).runs().get(columnPhase), runs.get(r), weight, from,
                        packed,
                        offset(group, i, j, r, rowPhase, columnPhase) + channel * rowFloats(i, j, r));
            }
        }
    }

    private void row(AxisTaps rowPhase, AxisTaps columnPhase, ChannelRun run, float[] weight, int from, float[] packed,
            int to) {
        int cells = wiring.shape().kernelHeight() * wiring.shape().kernelWidth();
        if (rowPhase.kernel().length * columnPhase.kernel().length == cells && run.readStride() > 0) {
            ROWS.copy(run.read().length, cells, weight, from + run.weight()[0], run.readStride(), packed, to, cells);
            return; // whole kernels, equally far apart
        }
        int at = to;
        for (int begin : run.weight()) {
            for (int kernelRow : rowPhase.kernel()) {
                for (int kernelColumn : columnPhase.kernel()) {
                    packed[at++] = weight[from + begin + kernelRow * wiring.shape().kernelWidth() + kernelColumn];
                }
            }
        }
    }
}
