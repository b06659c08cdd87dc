package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.RowKernels;
import jdk.incubator.vector.FloatVector;

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
}
