package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.gemm.Panels;
import io.github.lanewise.kernels.internal.micro.GemmKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.GemmBlocks;
import java.util.Arrays;
import java.util.List;

/**
 * Forward, or backward by input, as products of weights and gathered cells: written channels × taps times taps × targets.
 * Both are the same loops. Forward reads the input and writes the output, one {@link Gather} for all targets; backward
 * reads gradOutput and writes gradInput, one for each kind of target.
 *
 * <p>A task is a stretch of targets of one group and one gather, run after run of the group's written channels, over the
 * whole depth. Its slot holds a block of packed weights, a block of gathered panels and one tile for the edges.
 */
final class Im2colProduct implements Pass {
    private static final GemmKernels KERNELS = Lookup.kernels().gemm();
    private static final int ROWS = KERNELS.gemmRows();
    private static final int COLUMNS = KERNELS.gemmColumns();
    private static final int TARGETS = GemmBlocks.GATHERED_COLUMNS;

    private final Wiring wiring;
    private final Conv2dShape shape;
    private final boolean forward;
    private final List<ChannelRun> runs;
    private final Gather[] gathers;
    /** First task of each gather within a group, and behind the last their number. */
    private final int[] firstTask;
    private final int readChannels;
    private final int writtenChannels;
    /** Rows of the largest run in whole tiles. */
    private final int packedRows;
    private final int readPlane;
    private final int writtenPlane;
    private final int writtenWidth;

    Im2colProduct(Wiring wiring, boolean forward, List<Gather> gathers) {
        this.wiring = wiring;
        this.shape = wiring.shape();
        this.forward = forward;
        this.runs = forward ? wiring.forward() : wiring.backward();
        this.gathers = gathers.toArray(Gather[]::new);
        this.firstTask = new int[gathers.size() + 1];
        for (int i = 0; i < gathers.size(); i++) {
            int targets = Math.multiplyExact(shape.batch(), gathers.get(i).targets());
            firstTask[i + 1] = firstTask[i] + (targets + TARGETS - 1) / TARGETS;
        }
        int inPlane = shape.inHeight() * shape.inWidth();
        int outPlane = shape.outHeight() * shape.outWidth();
        readChannels = (forward ? shape.inChannels() : shape.outChannels()) / shape.groups();
        writtenChannels = (forward ? shape.outChannels() : shape.inChannels()) / shape.groups();
        packedRows = Panels.panels(runs.stream().mapToInt(ChannelRun::count).max().orElseThrow(), ROWS) * ROWS;
        readPlane = forward ? inPlane : outPlane;
        writtenPlane = forward ? outPlane : inPlane;
        writtenWidth = forward ? shape.outWidth() : shape.inWidth();
    }

    @Override
    public int tasks(Arguments arguments) {
        return shape.groups() * firstTask[gathers.length];
    }

    @Override
    public long work(Arguments arguments) {
        return wiring.products();
    }

    @Override
    public int slotFloats(Arguments arguments) {
        return ROWS * COLUMNS + (packedRows + Panels.panels(TARGETS, COLUMNS) * COLUMNS) * GemmBlocks.DEPTH;
    }

    @Override
    public String describe() {
        return "multiplies weights and " + TARGETS + " gathered columns a task, " + GemmBlocks.DEPTH
                + " deep, in tiles of " + ROWS + "×" + COLUMNS + ", with " + gathers.length + " kinds of targets";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int group = task / firstTask[gathers.length];
        int inGroup = task % firstTask[gathers.length];
        int index = Arrays.binarySearch(firstTask, inGroup);
        index = index < 0 ? -index - 2 : index;
        Gather gather = gathers[index];
        int target = (inGroup - firstTask[index]) * TARGETS;
        int count = Math.min(TARGETS, shape.batch() * gather.targets() - target);
        for (int r = 0; r < runs.size(); r++) {
            run(a, gather, group, runs.get(r), target, count, slot);
        }
    }

    private void run(Arguments a, Gather gather, int group, ChannelRun run, int target, int count, float[] slot) {
        int taps = run.read().length * gather.cells();
        int weights = ROWS * COLUMNS;
        int panels = weights + packedRows * GemmBlocks.DEPTH;
        float[] read = forward ? a.input : a.gradOutput;
        int readOffset = (forward ? a.inputOffset : a.gradOutputOffset) + group * readChannels * readPlane;
        for (int tap = 0; tap == 0 || tap < taps; tap += GemmBlocks.DEPTH) { // once even where no tap reaches: +0
            int depth = Math.min(GemmBlocks.DEPTH, taps - tap);
            packWeights(a, gather, group, run, tap, depth, slot, weights);
            gather.pack(target, count, tap, depth, COLUMNS, run.read(), read, readOffset,
                    shape.groups() * readChannels * readPlane, slot, panels);
            for (int j = 0; j < count; j += COLUMNS) {
                multiply(a, gather, group, run, target + j, Math.min(COLUMNS, count - j), tap, depth, slot, weights,
                        panels + j * depth);
            }
        }
    }

    /** Panels of weights, written channels × taps of this gather. */
    private void packWeights(Arguments a, Gather gather, int group, ChannelRun run, int tap, int depth, float[] slot,
            int to) {
        int[] kernelRow = gather.rows().kernel();
        int[] kernelColumn = gather.columns().kernel();
        int groupOffset = a.weightOffset + group * wiring.weightsPerGroup();
        int rows = Panels.panels(run.count(), ROWS) * ROWS;
        for (int k = 0; k < depth; k++) {
            int cell = (tap + k) % gather.cells();
            int at = groupOffset + run.weight()[(tap + k) / gather.cells()]
                    + kernelRow[cell / kernelColumn.length] * shape.kernelWidth()
                    + kernelColumn[cell % kernelColumn.length];
            for (int row = 0; row < rows; row++) {
                slot[to + row / ROWS * ROWS * depth + k * ROWS + row % ROWS] = row < run.count()
                        ? a.weight[at + row * run.weightStride()]
                        : 0f;
            }
        }
    }

    /** One panel of targets with every panel of weights. */
    private void multiply(Arguments a, Gather gather, int group, ChannelRun run, int target, int count, int tap,
            int depth, float[] slot, int weights, int panel) {
        float[] written = forward ? a.output : a.gradInput;
        int channel = group * writtenChannels + run.first();
        int first = (forward ? a.outputOffset : a.gradInputOffset) + channel * writtenPlane + place(gather, target);
        boolean contiguous = place(gather, target + count - 1) - place(gather, target) == count - 1;
        boolean biased = forward && a.bias != null;
        for (int row = 0; row < run.count(); row += ROWS) {
            int rows = Math.min(ROWS, run.count() - row);
            int packed = weights + row * depth;
            if (contiguous && count == COLUMNS && rows == ROWS) {
                int c = first + row * writtenPlane;
                if (tap == 0 && biased) {
                    for (int i = 0; i < rows; i++) {
                        Arrays.fill(written, c + i * writtenPlane, c + i * writtenPlane + COLUMNS,
                                a.bias[a.biasOffset + channel + row + i]);
                    }
                }
                KERNELS.gemmTile(depth, slot, packed, slot, panel, written, c, writtenPlane, tap > 0 || biased);
            } else {
                edge(a, gather, channel + row, rows, target, count, tap, depth, slot, packed, panel);
            }
        }
    }

    /** A tile cut by an edge, or whose targets are scattered: by way of the slot's first floats. */
    private void edge(Arguments a, Gather gather, int channel, int rows, int target, int count, int tap, int depth,
            float[] slot, int packed, int panel) {
        float[] written = forward ? a.output : a.gradInput;
        int base = (forward ? a.outputOffset : a.gradInputOffset) + channel * writtenPlane;
        boolean biased = forward && a.bias != null;
        if (tap > 0) {
            for (int j = 0; j < count; j++) {
                int from = base + place(gather, target + j);
                for (int i = 0; i < rows; i++) {
                    slot[i * COLUMNS + j] = written[from + i * writtenPlane];
                }
            }
        } else if (biased) {
            for (int i = 0; i < rows; i++) {
                Arrays.fill(slot, i * COLUMNS, (i + 1) * COLUMNS,
                        a.bias[a.biasOffset + channel + i]);
            }
        }
        KERNELS.gemmTile(depth, slot, packed, slot, panel, slot, 0, COLUMNS, tap > 0 || biased);
        for (int j = 0; j < count; j++) {
            int to = base + place(gather, target + j);
            for (int i = 0; i < rows; i++) {
                written[to + i * writtenPlane] = slot[i * COLUMNS + j];
            }
        }
    }

    /** Where a target stands, relative to the first cell of its channel in image 0. */
    private int place(Gather gather, int target) {
        int image = target / gather.targets();
        int inImage = target % gather.targets();
        int row = gather.rows().target() + inImage / gather.columns().count() * gather.rows().targetStep();
        int column = gather.columns().target() + inImage % gather.columns().count() * gather.columns().targetStep();
        return image * shape.groups() * writtenChannels * writtenPlane + row * writtenWidth + column;
    }
}
