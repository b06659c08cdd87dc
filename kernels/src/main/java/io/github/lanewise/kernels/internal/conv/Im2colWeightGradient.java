package io.github.lanewise.kernels.internal.conv;

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
 * <p>A task is one piece of the batch, one group, and some channels read by a run of out channels. Its slot holds the
 * partials, a row for each kernel row, channel and kernel column, and one for the bias; then a row of ones, a panel, and
 * the shifted rows.
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
    /** Partials that some image of a piece has. */
    private final int partials;
    /** Positions of a full band. */
    private final int depth;
    private final int slotFloats;

    /** Channels {@code first} to {@code first + count} of those that a run reads. */
    private record Block(ChannelRun run, int first, int count) {
        /** Floats from one row of a partial to the next. */
        int stride() {
            return Panels.padded(run.count());
        }
    }

    Im2colWeightGradient(Wiring wiring, Gather gather, Gradients gradients) {
        this.wiring = wiring;
        this.shape = wiring.shape();
        this.gradients = gradients;
        outPerGroup = shape.outChannels() / shape.groups();
        outWidth = shape.outWidth();
        positions = shape.outHeight() * outWidth;
        kernelHeight = shape.kernelHeight();
        kernelWidth = shape.kernelWidth();
        boolean neighbours = wiring.forward().stream().allMatch(ChannelRun::readsNeighbours);
        List<Gather> columns = gather.columnParts(GemmBlocks.DEPTH);
        int targets = columns.size() == 1 ? GemmBlocks.DEPTH : 1; // positions go row by row: parts of a row one by one
        parts = columns.stream().map(part -> new ShiftedRows(part, targets, neighbours)).toArray(ShiftedRows[]::new);
        blocks = wiring.forward().stream().flatMap(this::blocks).toArray(Block[]::new);
        partials = Math.min(PARTIALS, shape.batch());
        depth = parts[0].bandRows() * parts[0].gather().columns().count();
        slotFloats = Stream.of(blocks).mapToInt(block -> shifted(block)
                + Math.max(parts[0].floats(block.count) + parts[0].splitFloats(), tapsOfRow(block) * block.run.count()))
                .max()
                .orElseThrow();
    }

    /** Blocks of about equal size. */
    private Stream<Block> blocks(ChannelRun run) {
        int channels = run.read().length;
        int floats = Panels.padded(run.count()) * kernelHeight * kernelWidth;
        int count = Panels.parts(channels, Math.max(1, GemmBlocks.PARTIAL / floats));
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int first = (int) ((long) channels * i / count);
            blocks.add(new Block(run, first, (int) ((long) channels * (i + 1) / count) - first));
        }
        return blocks.stream();
    }

    @Override
    public int tasks(Arguments arguments) {
        return gradients.pieces() * shape.groups() * blocks.length;
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

    /** Floats of one partial. */
    private int partial(Block block) {
        return (kernelHeight * tapsOfRow(block) + 1) * block.stride();
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
        int piece = task / (blocks.length * shape.groups());
        int images = Math.min(PIECE, shape.batch() - piece * PIECE);
        int present = Math.min(partials, images);
        Arrays.fill(slot, CacheLines.FIRST, CacheLines.FIRST + present * partial(block), 0f);
        Arrays.fill(slot, ones(block), panel(block), 1f);
        for (int n = 0; n < images; n++) {
            addImage(a, piece * PIECE + n, group, block, slot, CacheLines.FIRST + n % PARTIALS * partial(block));
        }
        SixteenPartials.addUp(present, partial(block), slot, CacheLines.FIRST);
        finish(a.shared(), piece, group, block, slot);
    }

    /** A partial += the gathered input of image n times its gradOutput. */
    private void addImage(Arguments a, int n, int group, Block block, float[] slot, int partial) {
        int image = a.inputOffset
                + (n * shape.inChannels() + group * shape.channelsPerGroup()) * shape.inHeight() * shape.inWidth();
        int gradOutput = a.gradOutputOffset
                + (n * shape.outChannels() + group * outPerGroup + block.run.first()) * positions;
        for (int row = 0; row < shape.outHeight(); row += parts[0].bandRows()) {
            int count = Math.min(parts[0].bandRows(), shape.outHeight() - row);
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
                int band = count * rows.gather().columns().count();
                addBand(a, block, rows, gradOutput + position, band, read, from, slot, partial);
                position += band;
            }
        }
    }

    private void addBand(Arguments a, Block block, ShiftedRows rows, int gradOutput, int band, float[] read, int from,
            float[] slot, int partial) {
        int out = block.run.count();
        for (int o = 0; o < out; o += COLUMNS) {
            int left = Math.min(COLUMNS, out - o);
            Panels.pack(left, band, a.gradOutput, gradOutput + o * positions, positions, 1, slot, panel(block));
            multiply(block, rows, Panels.width(left), band, read, from, slot, partial + o);
        }
    }

    /** One panel with every row of the left operand. */
    private void multiply(Block block, ShiftedRows rows, int width, int band, float[] read, int from, float[] slot,
            int partial) {
        int taps = tapsOfRow(block);
        int pitch = rows.columnPitch();
        int stride = block.stride();
        for (int kernelRow = 0; kernelRow < kernelHeight; kernelRow++) {
            int a = from + rows.rowOffset(kernelRow);
            int c = partial + kernelRow * taps * stride;
            int tall;
            for (int i = 0; i < taps; i += tall) {
                tall = KERNELS.gemmRows(taps - i);
                KERNELS.gemmTile(tall, width, band, read, a + i * pitch, pitch, slot, panel(block), slot,
                        c + i * stride, stride, slot, c + i * stride, stride);
            }
        }
        int bias = partial + kernelHeight * taps * stride;
        KERNELS.gemmTile(1, width, band, slot, ones(block), depth, slot, panel(block), slot, bias, stride, slot, bias,
                stride);
    }

    /** Each sum to its place: the rows of a kernel row become the taps of an out channel. */
    private void finish(float[] shared, int piece, int group, Block block, float[] slot) {
        ChannelRun run = block.run;
        int weights = gradients.weightsOf(piece) + group * wiring.weightsPerGroup() + run.packed();
        int stride = block.stride();
        int taps = tapsOfRow(block);
        int turned = shifted(block);
        for (int kernelRow = 0; kernelRow < kernelHeight; kernelRow++) {
            KERNELS.transpose(taps, run.count(), slot, CacheLines.FIRST + kernelRow * taps * stride, stride, slot,
                    turned, taps);
            for (int o = 0; o < run.count(); o++) {
                place(slot, turned + o * taps, block.count, shared, weights + o * run.weightStride()
                        + (block.first * kernelHeight + kernelRow) * kernelWidth);
            }
        }
        if (block.first == 0) {
            System.arraycopy(slot, CacheLines.FIRST + kernelHeight * taps * stride, shared,
                    gradients.biasesOf(piece) + group * outPerGroup + run.first(), run.count());
        }
    }

    /** One kernel row of each channel. */
    private void place(float[] from, int fromOffset, int channels, float[] to, int toOffset) {
        int at = fromOffset;
        for (int c = 0; c < channels; c++) {
            for (int k = 0; k < kernelWidth; k++) {
                to[toOffset + c * kernelHeight * kernelWidth + k] = from[at++];
            }
        }
    }
}
