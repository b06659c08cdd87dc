package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.scalar.Elementary.*;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.LENGTH;

import io.github.lanewise.kernels.internal.micro.ElementaryKernels;
import io.github.lanewise.kernels.internal.scalar.Elementary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The elementary functions over arrays, operation for operation those of {@link Elementary}, where they are explained. What
 * is left of a vector at the end goes one by one.
 */
final class SimdElementary implements ElementaryKernels {
    @Override
    public void exp(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            VectorFunctions.exp(x).intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Elementary.exp(input[inputOffset + i]);
        }
    }

    @Override
    public void expm1(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            VectorFunctions.expm1(x).intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Elementary.expm1(input[inputOffset + i]);
        }
    }

    @Override
    public void log(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            VectorMask<Float> subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
            FloatVector scaled = x.blend(x.mul(TWO_23), subnormal);
            IntVector bits = scaled.reinterpretAsInts();
            IntVector exponent = bits.sub(SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
            FloatVector e = exponent.add(MAGIC_BITS).reinterpretAsFloats().sub(MAGIC);
            e = e.blend(e.sub(23f), subnormal);
            FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1f);
            FloatVector z = f.mul(f);
            FloatVector p = e.fma(FloatVector.broadcast(FLOAT, LN2_LOW), VectorFunctions.logTail(f, z));
            p = z.fma(FloatVector.broadcast(FLOAT, -0.5f), p).add(f);
            FloatVector y = e.fma(FloatVector.broadcast(FLOAT, LN2_HIGH), p);
            y = y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
            y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
            y.blend(Float.NaN, x.compare(VectorOperators.GE, 0f).not()).intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Elementary.log(input[inputOffset + i]);
        }
    }

    @Override
    public void log1p(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            IntVector exponent = x.add(1f).reinterpretAsInts().sub(SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
            FloatVector e = exponent.add(MAGIC_BITS).reinterpretAsFloats().sub(MAGIC);
            IntVector lowered = exponent.neg().lanewise(VectorOperators.LSHL, 23);
            FloatVector scaled = x.reinterpretAsInts().add(lowered).reinterpretAsFloats();
            FloatVector f = scaled.add(lowered.add(FOUR_BITS).reinterpretAsFloats().fma(0.25f, -1f));
            FloatVector z = f.mul(f);
            FloatVector p = e.fma(FloatVector.broadcast(FLOAT, LN2_LOW), VectorFunctions.logTail(f, z));
            p = z.fma(FloatVector.broadcast(FLOAT, -0.5f), p).add(f);
            FloatVector y = e.fma(FloatVector.broadcast(FLOAT, LN2_HIGH), p);
            y = y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
            y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1f));
            y = y.blend(Float.NaN, x.compare(VectorOperators.GE, -1f).not());
            IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
            y.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Elementary.log1p(input[inputOffset + i]);
        }
    }
}
