package io.github.lanewise.kernels.internal.dense;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.ConvolutionKernels;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.select.DirectTileTable;
import java.util.stream.IntStream;

/**
 * Products in the tiles of direct convolutions: sixteen rows of the result at a time, whose multipliers stand side by side, depth
 * after depth. For row r, vector p and lane:
 *
 * <pre>
 * acc = start[startOffset + r] (+0 where start is null)
 * for t ascending: acc = fma(multiplier[multiplierOffset + t·16 + r], value[valueOffset + vectorFrom[p] + t·depthStride + lane], acc)
 * output[outputOffset + r·outputStride + vectorTo[p] + lane] = acc
 * </pre>
 */
final class LaneBlocks {
    private static final ConvolutionKernels KERNELS = Lookup.kernels().convolution();
    private static final int LARGEST = KERNELS.registers() < 32 ? 4 : 8;
    private static final float[] ZEROS = new float[LARGEST];

    /** For tiles of {@link #LARGEST}, 4 and 1 rows, whose multipliers of one depth are sixteen floats apart. */
    private final OffsetTable largest;
    private final OffsetTable four;
    private final OffsetTable one;
    private final int vectors;

    LaneBlocks(int depth, int depthStride, int[] vectorFrom, int[] vectorTo) {
        vectors = vectorFrom.length;
        int[] from = IntStream.range(0, depth).map(t -> t * depthStride).toArray();
        largest = table(LARGEST, from, vectorFrom, vectorTo);
        four = table(4, from, vectorFrom, vectorTo);
        one = table(1, from, vectorFrom, vectorTo);
    }

    private static OffsetTable table(int rows, int[] from, int[] vectorFrom, int[] vectorTo) {
        int[] multiplier = IntStream.range(0, from.length).map(t -> t * (LANES / rows)).toArray();
        return new OffsetTable(from, multiplier, vectorFrom, vectorTo);
    }

    /** So many rows, sixteen at most, of the vectors from {@code begin} to {@code end}. */
    void run(int rows, int begin, int end, float[] multiplier, int multiplierOffset, float[] start, int startOffset,
            float[] value, int valueOffset, float[] output, int outputOffset, int outputStride) {
        int tile;
        for (int row = 0; row < rows; row += tile) {
            tile = rows - row >= LARGEST ? LARGEST : rows - row >= 4 ? 4 : 1;
            OffsetTable table = tile == LARGEST ? largest : tile == 4 ? four : one;
            int tileVectors;
            for (int p = begin; p < end; p += tileVectors) {
                tileVectors = DirectTileTable.pixels(tile, end - p, KERNELS.registers());
                KERNELS.convolutionTile(tile, tileVectors, table, p, multiplier, multiplierOffset + row,
                        start == null ? ZEROS : start, start == null ? 0 : startOffset + row, value, valueOffset,
                        output, outputOffset + row * outputStride, outputStride);
            }
        }
    }

    int vectors() {
        return vectors;
    }
}
