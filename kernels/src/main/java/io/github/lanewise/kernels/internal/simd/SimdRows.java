package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.RowKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Stretches of rows, forwards, backwards and woven. What is left of a vector at the end goes one by one, or in a vector that
 * overlaps the one before.
 */
final class SimdRows implements RowKernels {
    /** Which element of a vector goes where when it is turned round. */
    private static final float[] TURNED = new float[LENGTH];
    /** Lines that are woven, and steps that are picked, by vectors: with more, a permutation would move one element. */
    private static final int MOST_LINES = LENGTH / 2;
    /**
     * By number of lines n, then by the line of the first element and by line, {@code (first·n + line)·LENGTH} on: which
     * element of a vector comes from that line (from LENGTH on), and which is left as it is.
     */
    private static final float[][] WOVEN = new float[MOST_LINES + 1][];
    /**
     * By step s, then {@code k·LENGTH} on: which elements of a vector of every sth come from the kth of s vectors (from LENGTH
     * on), which begin LENGTH − 1 elements apart, so that the last ends where the last element picked does.
     */
    private static final float[][] PICKED = new float[MOST_LINES + 1][];

    static {
        for (int i = 0; i < LENGTH; i++) {
            TURNED[i] = LENGTH - 1 - i;
        }
        for (int lines = 2; lines <= MOST_LINES; lines++) {
            WOVEN[lines] = new float[lines * lines * LENGTH];
            for (int at = 0; at < WOVEN[lines].length; at++) {
                int i = at % LENGTH;
                int line = at / LENGTH % lines;
                int x = at / LENGTH / lines + i;
                WOVEN[lines][at] = x % lines == line ? LENGTH + x / lines : i;
            }
            PICKED[lines] = new float[lines * LENGTH];
            for (int at = 0; at < PICKED[lines].length; at++) {
                int i = at % LENGTH;
                int x = i * lines - at / LENGTH * (LENGTH - 1);
                PICKED[lines][at] = x >= 0 && x < LENGTH ? LENGTH + x : i;
            }
        }
    }

    @Override
    public void reverse(int length, float[] from, int fromOffset, float[] to, int toOffset) {
        FloatVector turned = FloatVector.fromArray(FLOAT, TURNED, 0);
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, from, fromOffset - i - (LENGTH - 1));
            turned.selectFrom(x, x).intoArray(to, toOffset + i);
        }
        for (; i < length; i++) {
            to[toOffset + i] = from[fromOffset - i];
        }
    }

    @Override
    public void add(int length, float[] from, int fromOffset, float[] to, int toOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, from, fromOffset + i);
            FloatVector.fromArray(FLOAT, to, toOffset + i).add(x).intoArray(to, toOffset + i);
        }
        for (; i < length; i++) {
            to[toOffset + i] += from[fromOffset + i];
        }
    }

    @Override
    public void addReversed(int length, float[] from, int fromOffset, float[] to, int toOffset) {
        FloatVector turned = FloatVector.fromArray(FLOAT, TURNED, 0);
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, from, fromOffset - i - (LENGTH - 1));
            FloatVector.fromArray(FLOAT, to, toOffset + i).add(turned.selectFrom(x, x)).intoArray(to, toOffset + i);
        }
        for (; i < length; i++) {
            to[toOffset + i] += from[fromOffset - i];
        }
    }

    /**
     * Rows of a few vectors, for which a call of the library's copy takes as long as the copy itself: with it, 128 rows of
     * 10 floats made the product that they ended a tenth slower. A mask is no cost here, where nothing else is done.
     */
    @Override
    public void copy(int rows, int length, float[] from, int fromOffset, int fromStride, float[] to, int toOffset,
            int toStride) {
        if (length < LENGTH && Species.MASKS) {
            copyMasked(rows, length, from, fromOffset, fromStride, to, toOffset, toStride);
        } else if (length < LENGTH) {
            copySingly(rows, length, from, fromOffset, fromStride, to, toOffset, toStride);
        } else {
            copyWhole(rows, length, from, fromOffset, fromStride, to, toOffset, toStride);
        }
    }

    private static void copyWhole(int rows, int length, float[] from, int fromOffset, int fromStride, float[] to,
            int toOffset, int toStride) {
        for (int r = 0; r < rows; r++) {
            int source = fromOffset + r * fromStride;
            int target = toOffset + r * toStride;
            for (int i = 0; i < length - LENGTH; i += LENGTH) {
                FloatVector.fromArray(FLOAT, from, source + i).intoArray(to, target + i);
            }
            int last = length - LENGTH; // overlaps the one before
            FloatVector.fromArray(FLOAT, from, source + last).intoArray(to, target + last);
        }
    }

    private static void copyMasked(int rows, int length, float[] from, int fromOffset, int fromStride, float[] to,
            int toOffset, int toStride) {
        VectorMask<Float> mask = FLOAT.indexInRange(0, length);
        for (int r = 0; r < rows; r++) {
            FloatVector.fromArray(FLOAT, from, fromOffset + r * fromStride, mask).intoArray(to, toOffset + r * toStride,
                    mask);
        }
    }

    private static void copySingly(int rows, int length, float[] from, int fromOffset, int fromStride, float[] to,
            int toOffset, int toStride) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < length; i++) {
                to[toOffset + r * toStride + i] = from[fromOffset + r * fromStride + i];
            }
        }
    }

    @Override
    public void pick(int rows, int length, int step, float[] from, int fromOffset, int fromStride, float[] to,
            int toOffset, int toStride) {
        if (step == 1 || step > MOST_LINES || length < LENGTH) {
            pickSingly(rows, length, step, from, fromOffset, fromStride, to, toOffset, toStride);
            return;
        }
        for (int r = 0; r < rows; r++) {
            pickVectors(length, step, PICKED[step], from, fromOffset + r * fromStride, to, toOffset + r * toStride);
        }
    }

    /** One row. */
    private static void pickVectors(int length, int step, float[] picked, float[] from, int fromOffset, float[] to,
            int toOffset) {
        for (int i = 0; i < length; i += LENGTH) {
            int first = Math.min(i, length - LENGTH); // overlaps the one before
            FloatVector x = FloatVector.zero(FLOAT);
            for (int k = 0; k < step; k++) {
                FloatVector next = FloatVector.fromArray(FLOAT, from, fromOffset + first * step + k * (LENGTH - 1));
                x = FloatVector.fromArray(FLOAT, picked, k * LENGTH).selectFrom(x, next);
            }
            x.intoArray(to, toOffset + first);
        }
    }

    private static void pickSingly(int rows, int length, int step, float[] from, int fromOffset, int fromStride,
            float[] to, int toOffset, int toStride) {
        for (int r = 0; r < rows; r++) {
            for (int i = 0; i < length; i++) {
                to[toOffset + r * toStride + i] = from[fromOffset + r * fromStride + i * step];
            }
        }
    }

    @Override
    public void interleave(int rows, int length, float[] from, int fromOffset, int[] line, int fromStride, float[] to,
            int toOffset, int toStride) {
        int lines = line.length;
        if (lines == 1 || lines > MOST_LINES || length < LENGTH) {
            interleaveSingly(rows, length, from, fromOffset, line, fromStride, to, toOffset, toStride);
            return;
        }
        for (int i = 0; i < length; i += LENGTH) {
            int x = Math.min(i, length - LENGTH); // overlaps the one before
            interleaveVectors(rows, WOVEN[lines], x % lines * lines * LENGTH, from, fromOffset + x / lines, line,
                    fromStride, to, toOffset + x, toStride);
        }
    }

    /** One vector of each row. */
    private static void interleaveVectors(int rows, float[] woven, int index, float[] from, int fromOffset, int[] line,
            int fromStride, float[] to, int toOffset, int toStride) {
        for (int r = 0; r < rows; r++) {
            FloatVector x = FloatVector.zero(FLOAT);
            for (int p = 0; p < line.length; p++) {
                FloatVector ofLine = FloatVector.fromArray(FLOAT, from, fromOffset + line[p] + r * fromStride);
                x = FloatVector.fromArray(FLOAT, woven, index + p * LENGTH).selectFrom(x, ofLine);
            }
            x.intoArray(to, toOffset + r * toStride);
        }
    }

    private static void interleaveSingly(int rows, int length, float[] from, int fromOffset, int[] line, int fromStride,
            float[] to, int toOffset, int toStride) {
        int lines = line.length;
        for (int p = 0; p < lines; p++) {
            for (int r = 0; r < rows; r++) {
                int at = fromOffset + line[p] + r * fromStride;
                for (int x = p; x < length; x += lines) {
                    to[toOffset + r * toStride + x] = from[at++];
                }
            }
        }
    }

    @Override
    public boolean nonzero(int length, float[] values, int offset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            if (!FloatVector.fromArray(FLOAT, values, offset + i).abs().compare(VectorOperators.GT, 0f).allTrue()) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (!(Math.abs(values[offset + i]) > 0)) {
                return false;
            }
        }
        return true;
    }
}
