package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.GemmKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the borders of gradInput right to the bit after {@link Im2colProduct}, which read +0 around gradOutput where the
 * contract counts existing pairs alone. A product with +0 leaves every sum as it is but two: an infinite or NaN weight makes
 * NaN of it, and −0 (which only an underflow can leave) becomes +0. Either shows in the result, which is then NaN or zero.
 * So an image whose border holds a NaN or a zero has its border computed once more, over existing pairs alone, and any
 * other stays. Images without any gradient are such images; it costs them some tenths of the product.
 *
 * <p>A task is one image of one group. Its slot holds the gathered cells of one channel and the products of a panel.
 */
final class BorderRepair implements Pass {
    private static final GemmKernels KERNELS = Lookup.kernels().gemm();
    private static final int COLUMNS = KERNELS.gemmColumns();

    private final Conv2dShape shape;
    private final List<ChannelRun> runs;
    private final RowWeights weights;
    private final Strip[] strips;
    private final int readPlane;
    private final int writtenPlane;
    private final long targets;
    private final int slotFloats;

    /** Targets with the same existing cells, and the phases that they belong to. */
    private record Strip(Gather exact, Place row, Place column) {
        /** Kernel cells of the phases. */
        int cells() {
            return row.phase.kernel().length * column.phase.kernel().length;
        }

        /** Where the weights of the exact cells begin in a row of weights of the phases, for one kernel row of them. */
        int weight(int kernelRow) {
            int[] columns = column.phase.kernel();
            int row = Arrays.binarySearch(this.row.phase.kernel(), exact.rows().kernel()[kernelRow]);
            return row * columns.length + Arrays.binarySearch(columns, exact.columns().kernel()[0]);
        }
    }

    /** A phase: number {@code run} of group {@code group}. */
    private record Place(int group, int run, AxisTaps phase) {
        /** Of the phase that an exact run belongs to. */
        static Place of(AxisTaps exact, List<Phases> groups) {
            for (int i = 0; i < groups.size(); i++) {
                for (int j = 0; j < groups.get(i).runs().size(); j++) {
                    AxisTaps phase = groups.get(i).runs().get(j);
                    if (Math.floorMod(exact.target() - phase.target(), exact.targetStep()) == 0) {
                        return new Place(i, j, phase);
                    }
                }
            }
            throw new AssertionError("no phase for " + exact.target());
        }
    }

    BorderRepair(Wiring wiring, List<Phases> rows, List<Phases> columns, RowWeights weights) {
        this.shape = wiring.shape();
        this.runs = wiring.backward();
        this.weights = weights;
        strips = Gather.backward(shape).stream()
                .map(exact -> new Strip(exact, Place.of(exact.rows(), rows), Place.of(exact.columns(), columns)))
                .filter(strip -> strip.exact.cells() < strip.cells()).toArray(Strip[]::new);
        readPlane = shape.outHeight() * shape.outWidth();
        writtenPlane = shape.inHeight() * shape.inWidth();
        targets = Stream.of(strips).mapToLong(strip -> strip.exact.targets()).sum();
        slotFloats = COLUMNS * (Stream.of(strips).mapToInt(strip -> strip.exact.cells()).max().orElse(0)
                + runs.stream().mapToInt(ChannelRun::count).max().orElseThrow());
    }

    @Override
    public int tasks(Arguments arguments) {
        return Math.multiplyExact(shape.groups(), shape.batch());
    }

    @Override
    public long work(Arguments arguments) {
        return targets * shape.inChannels() * shape.batch();
    }

    @Override
    public int slotFloats(Arguments arguments) {
        return slotFloats;
    }

    @Override
    public String describe() {
        return "looks through " + strips.length
                + " kinds of border targets for zeros and NaN, and computes a strip that "
                + "has one over existing pairs alone, an image a task";
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        int group = task % shape.groups();
        int image = task / shape.groups();
        if (a.shared()[weights.doubt(group, image)] == 0) {
            return;
        }
        int written = a.gradInputOffset
                + (image * shape.inChannels() + group * shape.channelsPerGroup()) * writtenPlane;
        int outPerGroup = shape.outChannels() / shape.groups();
        int read = a.gradOutputOffset + (image * shape.outChannels() + group * outPerGroup) * readPlane;
        for (Strip strip : strips) {
            for (int r = 0; r < runs.size(); r++) {
                int weight = weights.offset(group, strip.row.group, strip.column.group, r, strip.row.run,
                        strip.column.run);
                repair(a, strip, runs.get(r), weight, weights.rowFloats(strip.row.group, strip.column.group, r), read,
                        written + runs.get(r).first() * writtenPlane, slot);
            }
        }
    }

    private int place(Gather strip, int target) {
        AxisTaps rows = strip.rows();
        AxisTaps columns = strip.columns();
        return (rows.target() + target / columns.count() * rows.targetStep()) * shape.inWidth() + columns.target()
                + target % columns.count() * columns.targetStep();
    }

    /** The strip once more, panel by panel, channel read by channel read. */
    private void repair(Arguments a, Strip strip, ChannelRun run, int weight, int weightStride, int read, int plane,
            float[] slot) {
        Gather exact = strip.exact;
        int products = exact.cells() * COLUMNS;
        int width;
        for (int target = 0; target < exact.targets(); target += width) {
            width = KERNELS.gemmColumns(exact.targets() - target);
            int count = Math.min(width, exact.targets() - target);
            Arrays.fill(slot, 0, products + run.count() * width, 0f);
            for (int c = 0; c < run.read().length && exact.cells() > 0; c++) {
                pack(exact, target, count, width, a.gradOutput, read + run.read()[c] * readPlane, slot);
                multiply(strip, run.count(), width, a.shared(), weight + c * strip.cells(), weightStride,
                        slot, products);
            }
            for (int i = 0; i < run.count(); i++) {
                for (int j = 0; j < count; j++) {
                    a.gradInput[plane + i * writtenPlane + place(exact, target + j)] = slot[products + i * width + j];
                }
            }
        }
    }

    private static void pack(Gather exact, int target, int count, int width, float[] gradOutput, int plane,
            float[] slot) {
        AxisTaps rows = exact.rows();
        AxisTaps columns = exact.columns();
        for (int j = 0; j < count; j++) {
            int row = rows.source() + (target + j) / columns.count() * rows.sourceStep();
            int column = columns.source() + (target + j) % columns.count() * columns.sourceStep();
            int at = j;
            for (int rowOffset : rows.offset()) {
                for (int columnOffset : columns.offset()) {
                    slot[at] = gradOutput[plane + (row + rowOffset) * exact.sourceWidth() + column + columnOffset];
                    at += width;
                }
            }
        }
    }

    /** One channel read: the existing cells of a kernel row are neighbours, so each kernel row is a tile. */
    private static void multiply(Strip strip, int channels, int width, float[] weights, int weight, int weightStride,
            float[] slot, int products) {
        int depth = strip.exact.columns().kernel().length;
        for (int kernelRow = 0; kernelRow < strip.exact.rows().kernel().length; kernelRow++) {
            int at = weight + strip.weight(kernelRow);
            int tall;
            for (int i = 0; i < channels; i += tall) {
                tall = KERNELS.gemmRows(width, channels - i);
                int c = products + i * width;
                KERNELS.gemmTile(tall, width, depth, weights, at + i * weightStride, weightStride, slot,
                        kernelRow * depth * width, slot, c, width, slot, c, width);
            }
        }
    }
}
