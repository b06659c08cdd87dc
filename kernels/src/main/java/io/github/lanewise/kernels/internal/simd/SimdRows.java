package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.RowKernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Stretches of rows, forwards and backwards. What is left of a vector at the end goes one by one. */
final class SimdRows implements RowKernels {
    /** Which element of a vector goes where when it is turned round. */
    private static final float[] TURNED = new float[LENGTH];

    static {
        for (int i = 0; i < LENGTH; i++) {
            TURNED[i] = LENGTH - 1 - i;
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
