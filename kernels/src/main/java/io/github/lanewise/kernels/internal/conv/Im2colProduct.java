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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Forward, or backward by input, as products of weights and gathered cells: written channels × taps times taps × targets.
 * Both are the same loops. Forward reads the input and writes the output; backward reads gradOutput with +0 around it and
 * writes gradInput, phases of the stride that read alike as rows of one product; {@link BorderRepair} follows.
 *
 * <p>A task is a band of target rows of one image, one group of channels and one group of row phases, over all column
 * phases, run after run of the group's written channels, over the whole depth, some channels at a time: their
 * {@link ShiftedRows}, then some panels of targets after the other, used by every row of weights while they are in L1. Its
 * slot holds the shifted rows, the panels, biases, and the products of the band.
 */
final class Im2colProduct implements Pass {
    private static final GemmKernels KERNELS = Lookup.kernels().gemm();
    private static final RowKernels ROWS = Lookup.kernels().rows();
    private static final int COLUMNS = KERNELS.gemmColumns();

    private final Wiring wiring;
    private final Conv2dShape shape;
    private final List<ChannelRun> runs;
    /** Null in a forward pass, which reads the weights where they stand. */
    private final RowWeights weights;
    /** Null in a forward pass, which has no border. */
    private final Border border;
    private final Kind[] kinds;
    /** First task of each kind within a group, and behind the last their number. */
    private final int[] firstTask;
    private final int tallestRun;
    private final int readChannels;
    private final int writtenChannels;
    private final int readPlane;
    private final int writtenPlane;
    private final int writtenWidth;
    private final int slotFloats;

    /**
     * Targets of one kind of task, and where in its slot what begins: shifted rows, then panels, as far behind them as the
     * last of their panels reads too far, a row of biases for each channel written, as wide as a panel, and a line of
     * products for each phase and channel written.
     *
     * @param rowGroup the number of the group of row phases
     * @param rows what all column phases together read
     * @param blockChannels channels of a block
     * @param parts what each group of column phases reads of it
     * @param depth the most taps of a block; none where no kernel cell reaches the targets
     * @param nearColumns whole panels that stay in L1 together
     * @param packedColumns columns that are packed together: no more than stay near, but the whole band of a source that is
     *     read as it is, because the processor fetches long rows ahead
     * @param lineFloats from one line to the next
     * @param weave where the products belong
     */
    private record Kind(int rowGroup, ShiftedRows rows, int blockChannels, Part[] parts, int depth,
            int nearColumns, int packedColumns, int panel, int biases, int products, int lineFloats, Weave weave) {}

    /**
     * One group of column phases.
     *
     * @param columnGroup its number
     * @param phases rows of its product for each channel written
     * @param cells kernel cells
     * @param tapOffset where each tap of a block begins
     */
    private record Part(int columnGroup, int phases, int cells, int[] tapOffset) {}

    /** Forward. */
    Im2colProduct(Wiring wiring, Gather gather) {
        this(wiring, List.of(Phases.single(gather.rows())), List.of(Phases.single(gather.columns())), null, null);
    }

    /** Backward by input; or forward, where weights and border are null. */
    Im2colProduct(Wiring wiring, List<Phases> rows, List<Phases> columns, RowWeights weights, Border border) {
        this.wiring = wiring;
        this.shape = wiring.shape();
        this.weights = weights;
        this.border = border;
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
        kinds = kinds(rows, columns).toArray(Kind[]::new);
        slotFloats = Stream.of(kinds).mapToInt(this::slotFloats).max().orElseThrow();
        firstTask = new int[kinds.length + 1];
        for (int i = 0; i < kinds.length; i++) {
            int tasks = Math.multiplyExact(shape.batch(), kinds[i].rows.bands());
            firstTask[i + 1] = Math.addExact(firstTask[i], tasks);
        }
    }

    /** Each group of row phases with the columns of all phases, cut where a row of targets is too long. */
    private List<Kind> kinds(List<Phases> rows, List<Phases> columns) {
        int count = columns.stream().flatMap(group -> group.runs().stream()).mapToInt(AxisTaps::count).max()
                .orElseThrow();
        int width = Gather.partWidth(count, GemmBlocks.TARGETS);
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (int first = 0; first < count; first += width) {
                kinds.add(kind(i, rows.get(i), columns, first, width));
            }
        }
        return kinds;
    }

    private Kind kind(int rowGroup, Phases rows, List<Phases> columns, int first, int width) {
        List<Phases> cut = columns.stream().map(group -> group.part(first, width)).toList();
        AxisTaps union = Phases.union(cut);
        Gather reads = weights == null
                ? new Gather(rows.reads(), union, shape.inHeight(), shape.inWidth())
                : new Gather(rows.reads(), union, shape.outHeight(), shape.outWidth());
        boolean neighbours = runs.stream().allMatch(ChannelRun::readsNeighbours);
        int lines = tallestRun * rows.runs().size() * columns.stream().mapToInt(group -> group.runs().size()).sum();
        boolean inPlace = Weave.inPlace(rows, cut, writtenWidth);
        int targets = inPlace ? GemmBlocks.TARGETS : Math.clamp(GemmBlocks.LINES / lines, 1, GemmBlocks.TARGETS);
        ShiftedRows shifted = new ShiftedRows(reads, ShiftedRows.panelRows(reads, targets), neighbours);
        int cells = rows.cells() * cut.stream().mapToInt(Phases::cells).max().orElseThrow();
        int most = Math.clamp(GemmBlocks.DEPTH / Math.max(1, cells), 1, readChannels);
        int channels = Panels.parts(readChannels, Panels.parts(readChannels, most)); // blocks of about equal depth
        Part[] parts = IntStream.range(0, cut.size()).mapToObj(j -> {
            Phases group = cut.get(j);
            return new Part(j, rows.runs().size() * group.runs().size(), rows.cells() * group.cells(),
                    shifted.tapOffsets(channels, group.within(union)));
        }).toArray(Part[]::new);
        int depth = channels * cells;
        int lineFloats = Panels.padded(shifted.bandRows() * union.count());
        int near = Math.max(1, GemmBlocks.NEAR / (Math.max(1, depth) * COLUMNS)) * COLUMNS;
        int packed = shifted.straight() ? lineFloats : Math.min(near, lineFloats);
        int panel = CacheLines.from(CacheLines.FIRST + shifted.floats(channels) + shifted.splitFloats() + COLUMNS);
        int biases = panel + packed * depth;
        Weave weave = new Weave(rows, cut, runs, union.count(), lineFloats, writtenWidth);
        return new Kind(rowGroup, shifted, channels, parts, depth, near, packed, panel, biases,
                biases + COLUMNS * tallestRun, lineFloats, weave);
    }

    /** All lines of products, or what is left of them behind the last whole panel; and a vector that weaving reads too far. */
    private int slotFloats(Kind kind) {
        int lines = tallestRun * Stream.of(kind.parts).mapToInt(Part::phases).sum();
        int lineFloats = kind.weave.inPlace() ? COLUMNS : kind.lineFloats;
        return Math.addExact(kind.products + COLUMNS, Math.multiplyExact(lines, lineFloats));
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
        return slotFloats;
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
            run(a, group, kinds[k], r, image, row, slot);
        }
    }

    /** One band of one run of channels: straight into its place where the band stands there so, else by way of the slot. */
    private void run(Arguments a, int group, Kind kind, int r, int image, int row, float[] slot) {
        Gather gather = kind.rows.gather();
        int rows = Math.min(kind.rows.bandRows(), gather.rows().count() - row);
        int targets = rows * gather.columns().count();
        float[] written = weights == null ? a.output : a.gradInput;
        int plane = (weights == null ? a.outputOffset : a.gradInputOffset)
                + ((image * shape.groups() + group) * writtenChannels + runs.get(r).first()) * writtenPlane;
        if (kind.depth == 0) {
            zero(kind, runs.get(r).count(), row, rows, written, plane);
            return;
        }
        if (kind.weave.inPlace()) {
            int begin = plane + row * writtenWidth;
            products(a, group, kind, r, image, row, rows, slot, written, begin, writtenPlane);
            int left = Panels.broken(targets);
            if (left > 0) {
                ROWS.copy(runs.get(r).count(), left, slot, kind.products, KERNELS.gemmColumns(left), written,
                        begin + targets - left, writtenPlane);
            }
        } else {
            products(a, group, kind, r, image, row, rows, slot, slot, kind.products, kind.lineFloats);
            copyOut(kind, r, row, rows, slot, written, plane);
        }
        doubt(a, kind, runs.get(r).count(), group, image, row, rows, written, plane);
    }

    /** Targets that nothing reaches. */
    private void zero(Kind kind, int channels, int row, int rows, float[] written, int plane) {
        Weave weave = kind.weave;
        for (int i = 0; i < weave.rowPhases(); i++) {
            int end = weave.targetsBelow(i, row + rows);
            for (int target = weave.targetsBelow(i, row); target < end; target++) {
                int at = plane + weave.planeRow(i, target) * writtenWidth;
                for (int c = 0; c < channels; c++) {
                    Arrays.fill(written, at + c * writtenPlane + weave.firstColumn(),
                            at + c * writtenPlane + weave.endColumn(), 0f);
                }
            }
        }
    }

    private void copyOut(Kind kind, int r, int row, int rows, float[] slot, float[] written, int plane) {
        for (int i = 0; i < kind.weave.rowPhases(); i++) {
            int first = kind.weave.targetsBelow(i, row);
            int end = kind.weave.targetsBelow(i, row + rows);
            for (int c = 0; c < runs.get(r).count() && first < end; c++) {
                kind.weave.copyOut(r, c, i, first, end, row, slot, kind.products, written, plane + c * writtenPlane);
            }
        }
    }

    /** Marks an image for {@link BorderRepair}, while it is still in cache; mostly no value is zero, which is soon seen. */
    private void doubt(Arguments a, Kind kind, int channels, int group, int image, int row, int rows, float[] written,
            int plane) {
        if (weights == null) {
            return;
        }
        Weave weave = kind.weave;
        for (int i = 0; i < weave.rowPhases(); i++) {
            int first = weave.targetsBelow(i, row);
            int count = weave.targetsBelow(i, row + rows) - first;
            for (int c = 0; c < channels; c++) {
                if (border.doubtful(weave.planeRow(i, first), weave.rowStep(), count, weave.firstColumn(),
                        weave.endColumn(), written, plane + c * writtenPlane)) {
                    a.shared()[weights.doubt(group, image)] = 1;
                    return;
                }
            }
        }
    }

    /** The products of a band, a row of {@code c} for each phase and channel written. */
    private void products(Arguments a, int group, Kind kind, int r, int image, int row, int rows, float[] slot,
            float[] c, int cOffset, int cStride) {
        ChannelRun run = runs.get(r);
        boolean biased = weights == null && a.bias != null;
        if (biased) {
            int bias = a.biasOffset + group * writtenChannels + run.first();
            for (int i = 0; i < run.count(); i++) {
                int at = kind.biases + i * COLUMNS;
                Arrays.fill(slot, at, at + COLUMNS, a.bias[bias + i]);
            }
        }
        float[] weight = weights == null ? a.weight : a.shared();
        float[] source = weights == null ? a.input : a.gradOutput;
        int imageOffset = (weights == null ? a.inputOffset : a.gradOutputOffset)
                + (image * shape.groups() + group) * readChannels * readPlane;
        boolean straight = kind.rows.straight();
        float[] read = straight ? source : slot;
        int targets = rows * kind.rows.gather().columns().count();
        int channels = run.read().length;
        for (int first = 0; first == 0 || first < channels; first += kind.blockChannels) { // once where none is read: +0
            int count = Math.min(kind.blockChannels, channels - first);
            int from = CacheLines.FIRST;
            if (straight) {
                from = kind.rows.straightOffset(imageOffset, count == 0 ? 0 : run.read()[first], row);
            } else {
                kind.rows.fill(run.read(), first, count, source, imageOffset, row, rows, slot, from);
            }
            float[] start = biased ? slot : null;
            int at = cOffset;
            for (Part part : kind.parts) {
                if (first == 0 || part.cells > 0) {
                    block(kind, part, part.phases * run.count(), targets, count, read, from, weight,
                            weightOffset(a, group, kind, part, r) + first * part.cells, weightStride(kind, part, r),
                            slot, start, first > 0, c, at, cStride);
                }
                at += part.phases * run.count() * cStride;
            }
        }
    }

    private int weightOffset(Arguments a, int group, Kind kind, Part part, int r) {
        return weights == null
                ? a.weightOffset + group * wiring.weightsPerGroup() + runs.get(r).packed()
                : weights.offset(group, kind.rowGroup, part.columnGroup, r);
    }

    private int weightStride(Kind kind, Part part, int r) {
        return weights == null
                ? runs.get(r).weightStride()
                : weights.rowFloats(kind.rowGroup, part.columnGroup, r);
    }

    /** One block of channels, c = start + weights · gathered, or c = c + weights · gathered where it continues. */
    private static void block(Kind kind, Part part, int written, int targets, int channels,
            float[] read, int from, float[] weight, int weightOffset, int weightStride, float[] slot, float[] start,
            boolean continues, float[] c, int cOffset, int cStride) {
        int depth = channels * part.cells;
        for (int j = 0; j < targets; j += kind.packedColumns) {
            int packed = Math.min(kind.packedColumns, targets - j);
            if (kind.rows.straight()) {
                pack(kind, part, packed, depth, read, from + j, slot);
            }
            for (int near = 0; near < packed; near += kind.nearColumns) {
                tiles(kind, part, written, Math.min(kind.nearColumns, packed - near), depth, read, from + j + near,
                        weight, weightOffset, weightStride, slot, kind.panel + near * depth, start, continues, c,
                        cOffset + j + near, cStride);
            }
        }
    }

    /** Panels that stay in L1 together, by all weights: those of one width, then each narrower one. */
    private static void tiles(Kind kind, Part part, int written, int columns, int depth, float[] read, int from,
            float[] weight, int weightOffset, int weightStride, float[] slot, int panels, float[] start,
            boolean continues, float[] c, int cOffset, int cStride) {
        int alike;
        for (int j = 0; j < columns; j += alike) {
            int width = KERNELS.gemmColumns(columns - j);
            alike = Math.max(width, (columns - j) / COLUMNS * COLUMNS);
            tiles(kind, part, written, Math.min(alike, columns - j), width, depth, read, from + j, weight, weightOffset,
                    weightStride, slot, panels + j * depth, start, continues, c, cOffset + j, cStride);
        }
    }

    /**
     * Panels of one width: row after row of them, so that c is written in long stretches. The first row packs them, if they are
     * not. Beyond the band nothing is written but in the slot, where the last panel of an array of the caller's goes if it is
     * not whole.
     */
    private static void tiles(Kind kind, Part part, int written, int columns, int width, int depth, float[] read,
            int from, float[] weight, int weightOffset, int weightStride, float[] slot, int panels, float[] start,
            boolean continues, float[] c, int cOffset, int cStride) {
        int tall;
        for (int i = 0; i < written; i += tall) {
            tall = KERNELS.gemmRows(width, written - i);
            int row = weightOffset + i * weightStride;
            for (int j = 0; j < columns; j += width) {
                boolean inPlace = c == slot || columns - j >= width;
                float[] to = inPlace ? c : slot;
                int toOffset = inPlace ? cOffset + i * cStride + j : kind.products + i * width;
                int toStride = inPlace ? cStride : width;
                float[] begin = continues ? to : start;
                int beginOffset = continues ? toOffset : kind.biases + i * COLUMNS;
                int beginStride = continues ? toStride : COLUMNS;
                int panel = panels + j * depth;
                if (i == 0 && !kind.rows.straight()) {
                    KERNELS.packingTile(tall, width, depth, weight, row, weightStride, read, from + j, part.tapOffset,
                            slot, panel, begin, beginOffset, beginStride, to, toOffset, toStride);
                } else {
                    KERNELS.gemmTile(tall, width, depth, weight, row, weightStride, slot, panel, begin, beginOffset,
                            beginStride, to, toOffset, toStride);
                }
            }
        }
    }

    /** Packs some columns of the caller's own array, of which nothing is read beyond them. */
    private static void pack(Kind kind, Part part, int columns, int depth, float[] from, int offset, float[] slot) {
        int left = Panels.broken(columns);
        int whole = columns - left;
        KERNELS.packRows(whole, depth, from, offset, part.tapOffset, slot, kind.panel);
        int width = Panels.padded(columns) - whole;
        for (int k = 0; k < depth && left > 0; k++) {
            int to = kind.panel + whole * depth + k * width;
            System.arraycopy(from, offset + part.tapOffset[k] + whole, slot, to, left);
            Arrays.fill(slot, to + left, to + width, 0f);
        }
    }
}
