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
            exp(FloatVector.fromArray(FLOAT, input, inputOffset + i)).intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Elementary.exp(input[inputOffset + i]);
        }
    }

    /**
     * The only method with a vector in its signature: three kernels share it. That holds as long as C2 inlines it, which it
     * does up to 325 bytes of bytecode (at 328 each vector cost 192 bytes of heap and three times the time), so constants
     * are scalars where the API lets them, and the allocation test watches.
     */
    private static FloatVector exp(FloatVector value) {
        FloatVector x = value.blend(EXP_LOWEST, value.compare(VectorOperators.LT, EXP_LOWEST));
        x = x.blend(EXP_HIGHEST, x.compare(VectorOperators.GT, EXP_HIGHEST));
        FloatVector shifted = x.fma(FloatVector.broadcast(FLOAT, LOG2_E), FloatVector.broadcast(FLOAT, MAGIC));
        FloatVector n = shifted.sub(MAGIC);
        FloatVector r = n.fma(FloatVector.broadcast(FLOAT, -LN2_HIGH), x);
        r = n.fma(FloatVector.broadcast(FLOAT, -LN2_LOW), r);
        FloatVector p = r.fma(FloatVector.broadcast(FLOAT, EXP_6), FloatVector.broadcast(FLOAT, EXP_5));
        p = p.fma(r, FloatVector.broadcast(FLOAT, EXP_4));
        p = p.fma(r, FloatVector.broadcast(FLOAT, EXP_3));
        p = p.fma(r, FloatVector.broadcast(FLOAT, EXP_2));
        p = p.fma(r, FloatVector.broadcast(FLOAT, EXP_1));
        p = p.fma(r.mul(r), r).add(1f);
        IntVector exponent = shifted.reinterpretAsInts().sub(MAGIC_BITS);
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        FloatVector first = half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        FloatVector second = exponent.sub(half).add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        return p.mul(first).mul(second);
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
            FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats()
                    .sub(1f);
            FloatVector z = f.mul(f);
            FloatVector p = f.fma(FloatVector.broadcast(FLOAT, LOG_9), FloatVector.broadcast(FLOAT, LOG_8));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_7));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_6));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_5));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_4));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_3));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_2));
            p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_1));
            p = p.mul(f).mul(z);
            p = e.fma(FloatVector.broadcast(FLOAT, LN2_LOW), p);
            p = z.fma(FloatVector.broadcast(FLOAT, -0.5f), p).add(f);
            FloatVector y = e.fma(FloatVector.broadcast(FLOAT, LN2_HIGH), p);
            y = y.blend(Float.POSITIVE_INFINITY, x.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
            y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
            FloatVector result = y.blend(Float.NaN, x.compare(VectorOperators.GE, 0f).not());
            result.intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Elementary.log(input[inputOffset + i]);
        }
    }

    @Override
    public void sigmoid(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            FloatVector one = FloatVector.broadcast(FLOAT, 1f);
            FloatVector e = exp(x.abs().neg());
            FloatVector numerator = one.blend(e, x.compare(VectorOperators.LT, 0f));
            FloatVector result = numerator.div(one.add(e));
            result.intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Elementary.sigmoid(input[inputOffset + i]);
        }
    }

    @Override
    public void tanh(int length, float[] input, int inputOffset, float[] output, int outputOffset) {
        int i = 0;
        for (; i <= length - LENGTH; i += LENGTH) {
            FloatVector x = FloatVector.fromArray(FLOAT, input, inputOffset + i);
            FloatVector magnitude = x.abs();
            FloatVector z = x.mul(x);
            FloatVector p = z.fma(FloatVector.broadcast(FLOAT, TANH_5), FloatVector.broadcast(FLOAT, TANH_4));
            p = p.fma(z, FloatVector.broadcast(FLOAT, TANH_3));
            p = p.fma(z, FloatVector.broadcast(FLOAT, TANH_2));
            p = p.fma(z, FloatVector.broadcast(FLOAT, TANH_1));
            FloatVector near = p.mul(z).fma(magnitude, magnitude);
            FloatVector quotient = FloatVector.broadcast(FLOAT, 2f).div(exp(magnitude.add(magnitude)).add(1f));
            FloatVector far = FloatVector.broadcast(FLOAT, 1f).sub(quotient);
            FloatVector y = far.blend(near, magnitude.compare(VectorOperators.LT, TANH_SPLIT));
            IntVector sign = x.reinterpretAsInts().and(SIGN_BIT);
            FloatVector result = y.reinterpretAsInts().or(sign).reinterpretAsFloats();
            result.intoArray(output, outputOffset + i);
        }
        for (; i < length; i++) {
            output[outputOffset + i] = Elementary.tanh(input[inputOffset + i]);
        }
    }
}
