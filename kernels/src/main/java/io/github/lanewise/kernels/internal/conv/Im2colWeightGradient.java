package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PARTIALS;
import static io.github.lanewise.kernels.internal.reduce.SixteenPartials.PIECE;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.gemm.Panels;
import io.github.lanewise.kernels.internal.micro.GemmKernels;
import io.github.lanewise.kernels.internal.reduce.SixteenPartials;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.CacheLines;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.GemmBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The weight gradient as matrix products, taps × positions times positions × out channels, one for each image, added up in
 * the partial of that image. The left operand is {@link ShiftedRows} as they are: for one kernel row, every channel and
 * kernel column is a row of them. The right one is gradOutput, transposed panel by panel. A row of ones gives the bias.
 *
 * <p>A task is one piece of the batch, one group, some channels read by a run of out channels, and a part of the sixteen
 * partials, which it adds up. Its slot holds these partials, a row for each kernel row, channel and kernel column, and one for
 * the bias; then a row of ones, a panel, and the shifted rows.
 */
final class Im2colWeightGradient implements Pass {
    private static final GemmKernels KERNELS = Lookup.kernels().gemm();
    private static final int COLUMNS = KERNELS.gemmColumns();

    private final Wiring wiring;
    private final Conv2dShape shape;
    /** The columns of the output, cut where a row of them is too long. */
    private final ShiftedRows[] parts;
    private final Gradients gradients;
    private final int outPerGroup;
    private final int positions;
    private final int outWidth;
    private final int kernelHeight;
    private final int kernelWidth;
    private final Block[] blocks;
    /** Rows of positions are taken in so many bands, about equal. */
    private final int bands;
    /** Partials of a part that some image of a piece has. */
    private final int partials;
    /** Positions of the largest band. */
    private final int depth;
    private final int slotFloats;

    /** Channels {@code first} to {@code first + count} of those that a run reads. */
    private record Block(ChannelRun run, int first, int count) {
        /** Floats from one row of a partial to the next. */
        int stride() {
            return Panels.padded(run.count());
        }
    }

    Im2colWeightGradient(Wiring wiring, Gather gather) {
        this.wiring = wiring;
        this.shape = wiring.shape();
        outPerGroup = shape.outChannels() / shape.groups();
        outWidth = shape.outWidth();
        positions = shape.outHeight() * outWidth;
        kernelHeight = shape.kernelHeight();
        kernelWidth = shape.kernelWidth();
        boolean neighbours = wiring.forward().stream().allMatch(ChannelRun::readsNeighbours);
        bands = Panels.parts(shape.outHeight(), Math.max(1, GemmBlocks.DEPTH / outWidth));
        int bandRows = Panels.parts(shape.outHeight(), bands);
        parts = gather.columnParts(GemmBlocks.DEPTH).stream().map(part -> new ShiftedRows(part, bandRows, neighbours))
                .toArray(ShiftedRows[]::new);
        blocks = wiring.forward().stream().flatMap(this::blocks).toArray(Block[]::new);
        gradients = Gradients.of(wiring, sumParts());
        partials = Panels.parts(Math.min(PARTIALS, shape.batch()), gradients.parts());
        depth = bandRows * parts[0].gather().columns().count();
        slotFloats = Stream.of(blocks).mapToInt(block -> shifted(block)
                + Math.max(parts[0].floats(block.count) + parts[0].splitFloats(), LANES * block.run.count()))
                .max()
                .orElseThrow();
    }

    /** Parts of the sixteen partials: so many that there are tasks enough, as long as each has images and enough to do. */
    private int sumParts() {
        int present = Math.min(PARTIALS, shape.batch());
        int tasks = SixteenPartials.pieces(shape.batch()) * shape.groups() * blocks.length;
        int sumParts = 1;
        while (sumParts < present && GemmBlocks.tooFewTasks(sumParts * tasks)
                && wiring.products() / (2L * sumParts * tasks) >= GemmBlocks.GRADIENT_PRODUCTS) {
            sumParts *= 2;
        }
        return sumParts;
    }

    Gradients gradients() {
        return gradients;
    }

    /** Blocks of about equal size: partials small enough, and where one image a task is too few tasks, more blocks. */
    private Stream<Block> blocks(ChannelRun run) {
        int channels = run.read().length;
        int taps = kernelHeight * kernelWidth;
        int others = SixteenPartials.pieces(shape.batch()) * Math.min(PARTIALS, shape.batch()) * shape.groups()
                * wiring.forward().size();
        int count = Math.max(
                Panels.parts(channels, Math.max(1, GemmBlocks.PARTIAL / (Panels.padded(run.count()) * taps))),
                Math.min(Panels.parts(GemmBlocks.GRADIENT_TASKS, others),
                        channels * taps / GemmBlocks.GRADIENT_ROWS));
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int first = (int) ((long) channels * i / count);
            blocks.add(new Block(run, first, (int) ((long) channels * (i + 1) / count) - first));
        }
        return blocks.stream();
    }

    @Override
    public int tasks(Arguments arguments) {
        return gradients.pieces() * gradients.parts() * shape.groups() * blocks.length;
    }

    @Override
    public long work(Arguments arguments) {
        return wiring.products();
    }

    @Override
    public int sharedFloats(Arguments arguments) {
        return gradients.floats();
    }

    @Override
    public int slotFloats(Arguments arguments) {
        return slotFloats;
    }

    /** Floats of one partial; the first channels have the bias with them. */
    private int partial(Block block) {
        return (kernelHeight * tapsOfRow(block) + (block.first == 0 ? 1 : 0)) * block.stride();
    }

    /** Rows of the left operand for one kernel row. */
    private int tapsOfRow(Block block) {
        return block.count * kernelWidth;
    }

    private int ones(Block block) {
        return CacheLines.FIRST + partials * partial(block);
    }

    private int panel(Block block) {
        return CacheLines.from(ones(block) + depth);
    }

    private int shifted(Block block) {
        return panel(block) + COLUMNS * depth;
    }

    @Override
    public String describe() {
        return "multiplies gathered rows and transposed gradients of a piece of the batch, partials of up to "
                + GemmBlocks.PARTIAL + " floats a task, " + depth + " deep, in tiles of " + KERNELS.gemmRows() + "×"
                + COLUMNS;
    }

    @Override
    public void run(Arguments a, int task, float[] slot) {
        Block block = blocks[task % blocks.length];
        int group = task / blocks.length % shape.groups();
        int pieceAndPart = task / (blocks.length * shape.groups());
        int piece = pieceAndPart / gradients.parts();
        int part = pieceAndPart % gradients.parts();
        int images = Math.min(PIECE, shape.batch() - piece * PIECE);
        int present = Panels.parts(Math.max(0, Math.min(PARTIALS, images) - part), gradients.parts());
        if (present == 0) {
            Arrays.fill(slot, CacheLines.FIRST, CacheLines.FIRST + partial(block), 0f);
        }
        Arrays.fill(slot, ones(block), panel(block), 1f);
        for (int n = part; n < images; n += gradients.parts()) {
            addImage(a, piece * PIECE + n, group, block, n < PARTIALS, slot,
                    CacheLines.FIRST + n % PARTIALS / gradients.parts() * partial(block));
        }
        SixteenPartials.addUp(PARTIALS / gradients.parts(), present, partial(block), partial(block), slot,
                CacheLines.FIRST);
        finish(a, piece, part, group, block, slot);
    }

    /** A partial += the gathered input of image n times its gradOutput; if the image begins it, from +0. */
    private void addImage(Arguments a, int n, int group, Block block, boolean begins, float[] slot, int partial) {
        int image = a.inputOffset
                + (n * shape.inChannels() + group * shape.channelsPerGroup()) * shape.inHeight() * shape.inWidth();
        int gradOutput = a.gradOutputOffset
                + (n * shape.outChannels() + group * outPerGroup + block.run.first()) * positions;
        for (int band = 0; band < bands; band++) {
            int row = firstRow(band);
            int count = firstRow(band + 1) - row;
            int position = row * outWidth;
            for (ShiftedRows rows : parts) {
                float[] read = slot;
                int from = shifted(block);
                if (rows.straight()) {
                    read = a.input;
                    from = rows.straightOffset(image, block.run.read()[block.first], row);
                } else {
                    rows.fill(block.run.read(), block.first, block.count, a.input, image, row, count, slot, from);
                }
                int length = count * rows.gather().columns().count();
                addBand(a, block, rows, gradOutput + position, length, read, from,
                        begins && position == 0 ? null : slot, slot, partial);
                position += length;
            }
        }
    }

    private int firstRow(int band) {
        return (int) ((long) shape.outHeight() * band / bands);
    }

    /** The partial goes on from {@code start}, which is null where it begins. */
    private void addBand(Arguments a, Block block, ShiftedRows rows, int gradOutput, int band, float[] read, int from,
            float[] start, float[] slot, int partial) {
        int out = block.run.count();
        int width;
        for (int o = 0; o < out; o += width) {
            width = KERNELS.gemmColumns(out - o);
            Panels.pack(Math.min(width, out - o), band, a.gradOutput, gradOutput + o * positions, positions, 1, slot,
                    panel(block));
            multiply(block, rows, width, band, read, from, start, slot, partial + o);
        }
    }

    /** One panel with every row of the left operand. */
    private void multiply(Block block, ShiftedRows rows, int width, int band, float[] read, int from,
            float[] start, float[] slot, int partial) {
        int taps = tapsOfRow(block);
        int pitch = rows.columnPitch();
        int stride = block.stride();
        for (int kernelRow = 0; kernelRow < kernelHeight; kernelRow++) {
            int a = from + rows.rowOffset(kernelRow);
            int c = partial + kernelRow * taps * stride;
            int tall;
            for (int i = 0; i < taps; i += tall) {
                tall = KERNELS.gemmRows(width, taps - i);
                KERNELS.gemmTile(tall, width, band, read, a + i * pitch, pitch, slot, panel(block), start,
                        c + i * stride, stride, slot, c + i * stride, stride);
            }
        }
        if (block.first == 0) {
            int bias = partial + kernelHeight * taps * stride;
            KERNELS.gemmTile(1, width, band, slot, ones(block), depth, slot, panel(block), start, bias, stride,
                    slot,
                    bias, stride);
        }
    }

    /** Each sum to its place, sixteen taps at a time: their rows one below the other, and from there to every out channel. */
    private void finish(Arguments a, int piece, int part, int group, Block block, float[] slot) {
        ChannelRun run = block.run;
        int cells = kernelHeight * kernelWidth;
        int to = gradients.weightsOf(a, piece, part) + group * wiring.weightsPerGroup() + run.packed()
                + block.first * cells;
        int from = shifted(block);
        int rows = Math.min(LANES, block.count * cells);
        for (int t = 0; t < block.count * cells; t += rows) {
            int tap = Math.min(t, block.count * cells - rows); // the last ones overlap those before
            for (int i = 0; i < rows; i++) {
                System.arraycopy(slot, CacheLines.FIRST + row(block, tap + i) * block.stride(), slot,
                        from + i * run.count(), run.count());
            }
            KERNELS.transpose(rows, run.count(), slot, from, run.count(), gradients.weights(a), to + tap,
                    run.weightStride());
        }
        if (block.first == 0) {
            System.arraycopy(slot, CacheLines.FIRST + kernelHeight * tapsOfRow(block) * block.stride(), a.shared(),
                    gradients.biasesOf(piece, part) + group * outPerGroup + run.first(), run.count());
        }
    }

    /** The row of a partial in which a tap stands; taps are numbered as weights are: channel, kernel row, kernel column. */
    private int row(Block block, int tap) {
        int cell = tap % (kernelHeight * kernelWidth);
        return cell / kernelWidth * tapsOfRow(block) + tap / (kernelHeight * kernelWidth) * kernelWidth
                + cell % kernelWidth;
    }
}
