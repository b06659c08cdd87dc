package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.gemm.Panels;
import io.github.lanewise.kernels.internal.micro.GemmKernels;
import io.github.lanewise.kernels.internal.micro.RowKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.CacheLines;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.GemmBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Forward, or backward by input, as products of weights and gathered cells: written channels × taps times taps × targets.
 * Both are the same loops. Forward reads the input and writes the output; backward reads gradOutput with +0 around it and
 * writes gradInput, one {@link Gather} for each phase of the stride; {@link BorderRepair} follows.
 *
 * <p>A task is a band of target rows of one image, one group and one gather, run after run of the group's written channels,
 * over the whole depth, some channels at a time: their {@link ShiftedRows}, then panel after panel of targets, each used by
 * every row of weights while it is in L1. Its slot holds the shifted rows, one panel, biases, and the products of the band.
 */
final class Im2colProduct implements Pass {
    private static final GemmKernels KERNELS = Lookup.kernels().gemm();
    private static final RowKernels ROW_KERNELS = Lookup.kernels().rows();
    private static final int COLUMNS = KERNELS.gemmColumns();

    private final Wiring wiring;
    private final Conv2dShape shape;
    private final List<ChannelRun> runs;
    /** Null in a forward pass, which reads the weights where they stand. */
    private final RowWeights weights;
    private final Kind[] kinds;
    /** First task of each kind within a group, and behind the last their number. */
    private final int[] firstTask;
    private final int tallestRun;
    private final int readChannels;
    private final int writtenChannels;
    private final int readPlane;
    private final int writtenPlane;
    private final int writtenWidth;

    /** A gather and its border, the number of the gather that its weights were laid out for, the channels of a block, and where each tap of a block begins. */
    private record Kind(ShiftedRows rows, Border border, int weights, int blockChannels, int[] tapOffset) {
        Gather gather() {
            return rows.gather();
        }

        int depth() {
            return blockChannels * gather().cells();
        }

        int bandColumns() {
            return Panels.padded(rows.bandRows() * gather().columns().count());
        }
    }

    /** Forward where {@code weights} is null. */
    Im2colProduct(Wiring wiring, List<Gather> gathers, RowWeights weights) {
        this.wiring = wiring;
        this.shape = wiring.shape();
        this.weights = weights;
        boolean forward = weights == null;
        runs = forward ? wiring.forward() : wiring.backward();
        int inPlane = shape.inHeight() * shape.inWidth();
        int outPlane = shape.outHeight() * shape.outWidth();
        readChannels = (forward ? shape.inChannels() : shape.outChannels()) / shape.groups();
        writtenChannels = (forward ? shape.outChannels() : shape.inChannels()) / shape.groups();
        readPlane = forward ? inPlane : outPlane;
        writtenPlane = forward ? outPlane : inPlane;
        writtenWidth = forward ? shape.outWidth() : shape.inWidth();
        tallestRun = runs.stream().mapToInt(ChannelRun::count).max().orElseThrow();
        List<Kind> parts = new ArrayList<>();
        for (int i = 0; i < gathers.size(); i++) {
            for (Gather part : gathers.get(i).columnParts(GemmBlocks.TARGETS)) {
                parts.add(kind(part, i));
            }
        }
        kinds = parts.toArray(Kind[]::new);
        firstTask = new int[kinds.length + 1];
        for (int i = 0; i < kinds.length; i++) {
            int tasks = Math.multiplyExact(shape.batch(), kinds[i].rows.bands());
            firstTask[i + 1] = Math.addExact(firstTask[i], tasks);
        }
    }

    private Kind kind(Gather gather, int weights) {
        boolean neighbours = runs.stream().allMatch(ChannelRun::readsNeighbours);
        int most = Math.clamp(GemmBlocks.DEPTH / Math.max(1, gather.cells()), 1, readChannels);
        int channels = Panels.parts(readChannels, Panels.parts(readChannels, most)); // blocks of about equal depth
        ShiftedRows rows = new ShiftedRows(gather, GemmBlocks.TARGETS, neighbours);
        return new Kind(rows, Border.of(gather), weights, channels, rows.tapOffsets(channels));
    }

    @Override
    public int tasks(Arguments arguments) {
        return Math.multiplyExact(shape.groups(), firstTask[kinds.length]);
    }

    @Override
    public long work(Arguments arguments) {
        return wiring.products();
    }

    @Override
    public int slotFloats(Arguments arguments) {
        int slot = 0;
        for (Kind kind : kinds) {
            slot = Math.max(slot, products(kind) + tallestRun * kind.bandColumns());
        }
        return slot;
    }

    /** The panel stands behind the shifted rows and as much as the last of their panels reads too far. */
    private static int panel(Kind kind) {
        return CacheLines
                .from(CacheLines.FIRST + kind.rows.floats(kind.blockChannels) + kind.rows.splitFloats() + COLUMNS);
    }

    /** Behind the panel a row of biases for each channel written, as wide as a panel. */
    private static int biases(Kind kind) {
        return panel(kind) + COLUMNS * kind.depth();
    }

    private int products(Kind kind) {
        return biases(kind) + COLUMNS * tallestRun;
    }

    @Override
    public String describe() {
        return "multiplies weights and a band of up to " + GemmBlocks.TARGETS + " gathered columns a task, up to "
                + Stream.of(kinds).mapToInt(Kind::depth).max().orElseThrow() + " deep, in tiles of "
                + KERNELS.gemmRows() + "×" + COLUMNS + ", with " + kinds.length + " kinds of targets";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int group = task / firstTask[kinds.length];
        int inGroup = task % firstTask[kinds.length];
        int found = Arrays.binarySearch(firstTask, inGroup);
        int k = found < 0 ? -found - 2 : found;
        int bands = kinds[k].rows.bands();
        int image = (inGroup - firstTask[k]) / bands;
        int row = (inGroup - firstTask[k]) % bands * kinds[k].rows.bandRows();
        for (int r = 0; r < runs.size(); r++) {
            run(a, group, k, r, image, row, slot);
        }
    }

    /** One band of one run of channels: straight into its place where that is whole panels, else by way of the slot. */
    private void run(Arguments a, int group, int k, int r, int image, int row, float[] slot) {
        Kind kind = kinds[k];
        Gather gather = kind.gather();
        ChannelRun run = runs.get(r);
        int rows = Math.min(kind.rows.bandRows(), gather.rows().count() - row);
        int targets = rows * gather.columns().count();
        float[] written = weights == null ? a.output : a.gradInput;
        int plane = (weights == null ? a.outputOffset : a.gradInputOffset)
                + ((image * shape.groups() + group) * writtenChannels + run.first()) * writtenPlane;
        if (Panels.padded(targets) == targets && gather.writesWholeRows(writtenWidth)) {
            products(a, group, k, r, image, row, rows, slot, written, plane + row * writtenWidth, writtenPlane);
            doubt(a, kind, run.count(), group, image, row, rows, written, plane + row * writtenWidth, writtenPlane);
            return;
        }
        int stride = Panels.padded(targets);
        products(a, group, k, r, image, row, rows, slot, slot, products(kind), stride);
        doubt(a, kind, run.count(), group, image, row, rows, slot, products(kind), stride);
        for (int i = 0; i < run.count(); i++) {
            gather.copyOut(row, rows, slot, products(kind) + i * stride, written, plane + i * writtenPlane,
                    writtenWidth);
        }
    }

    /** Marks an image for {@link BorderRepair}, while it is still in cache; mostly no value is zero, which is soon seen. */
    private void doubt(Arguments a, Kind kind, int channels, int group, int image, int row, int rows, float[] c,
            int cOffset, int cStride) {
        if (weights == null) {
            return;
        }
        int targets = rows * kind.gather().columns().count();
        for (int i = 0; i < channels; i++) {
            if (!ROW_KERNELS.nonzero(targets, c, cOffset + i * cStride)
                    && kind.border.doubtful(row, rows, c, cOffset + i * cStride)) {
                a.shared()[weights.doubt(group, image)] = 1;
                return;
            }
        }
    }

    /** The products of a band, a row of {@code c} for each channel written. */
    private void products(Arguments a, int group, int k, int r, int image, int row, int rows, float[] slot, float[] c,
            int cOffset, int cStride) {
        Kind kind = kinds[k];
        ChannelRun run = runs.get(r);
        boolean biased = weights == null && a.bias != null;
        if (biased) {
            int bias = a.biasOffset + group * writtenChannels + run.first();
            for (int i = 0; i < run.count(); i++) {
                Arrays.fill(slot, biases(kind) + i * COLUMNS, biases(kind) + (i + 1) * COLUMNS, a.bias[bias + i]);
            }
        }
        float[] weight = weights == null ? a.weight : a.shared();
        int weightStride = weights == null ? run.weightStride() : weights.rowFloats(kind.weights, r);
        int weightOffset = weights == null
                ? a.weightOffset + group * wiring.weightsPerGroup() + run.packed()
                : weights.offset(group, kind.weights, r);
        float[] read = weights == null ? a.input : a.gradOutput;
        int imageOffset = (weights == null ? a.inputOffset : a.gradOutputOffset)
                + (image * shape.groups() + group) * readChannels * readPlane;
        int targets = rows * kind.gather().columns().count();
        int channels = run.read().length;
        for (int first = 0; first == 0 || first < channels; first += kind.blockChannels) { // once where none is read: +0
            int count = Math.min(kind.blockChannels, channels - first);
            int tap = first * kind.gather().cells();
            float[] start = first > 0 ? c : biased ? slot : null;
            int startOffset = first > 0 ? cOffset : biases(kind);
            int startStride = first > 0 ? cStride : COLUMNS;
            if (kind.rows.straight()) {
                int from = kind.rows.straightOffset(imageOffset, count == 0 ? 0 : run.read()[first], row);
                block(kind, run.count(), targets, count, read, from, weight, weightOffset + tap, weightStride, slot,
                        start, startOffset, startStride, c, cOffset, cStride);
            } else {
                kind.rows.fill(run.read(), first, count, read, imageOffset, row, rows, slot,
                        CacheLines.FIRST);
                block(kind, run.count(), targets, count, slot, CacheLines.FIRST, weight, weightOffset + tap,
                        weightStride, slot, start,
                        startOffset, startStride, c, cOffset, cStride);
            }
        }
    }

    /** One block of channels: c = start + weights · gathered. A start that is not c has the columns of one panel. */
    private static void block(Kind kind, int written, int targets, int channels, float[] read, int from, float[] weight,
            int weightOffset, int weightStride, float[] slot, float[] start, int startOffset, int startStride,
            float[] c, int cOffset, int cStride) {
        int depth = channels * kind.gather().cells();
        int panel = panel(kind);
        for (int j = 0; j < targets; j += COLUMNS) {
            int width = Panels.width(targets - j);
            pack(kind.rows.straight(), width, targets - j, depth, read, from + j, kind.tapOffset, slot, panel);
            int startColumn = startOffset + (start == c && startOffset == cOffset ? j : 0);
            int tall;
            for (int i = 0; i < written; i += tall) {
                tall = KERNELS.gemmRows(written - i);
                KERNELS.gemmTile(tall, width, depth, weight, weightOffset + i * weightStride, weightStride, slot, panel,
                        start, startColumn + i * startStride, startStride, c, cOffset + i * cStride + j, cStride);
            }
        }
    }

    /** Of the caller's own array, nothing is read beyond the band. */
    private static void pack(boolean straight, int width, int left, int depth, float[] from, int offset,
            int[] tapOffset, float[] slot, int panel) {
        if (!straight || left >= width) {
            KERNELS.packRows(width, depth, from, offset, tapOffset, 0, slot, panel);
            return;
        }
        for (int k = 0; k < depth; k++) {
            System.arraycopy(from, offset + tapOffset[k], slot, panel + k * width, left);
            Arrays.fill(slot, panel + k * width + left, panel + (k + 1) * width, 0f);
        }
    }
}
