package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.scalar.Elementary.*;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;
import static io.github.lanewise.kernels.internal.simd.Species.INT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The elementary functions on vectors, operation for operation those of
 * {@link io.github.lanewise.kernels.internal.scalar.Elementary}, where they are explained.
 *
 * <p>These are the only methods with a vector in their signature: three kernels share the exponential, C2 inlines it, and
 * the allocation test watches that it stays so.
 */
final class ElementaryVectors {
    private ElementaryVectors() {}

    static FloatVector exp(FloatVector value) {
        FloatVector lowest = FloatVector.broadcast(FLOAT, EXP_LOWEST);
        FloatVector highest = FloatVector.broadcast(FLOAT, EXP_HIGHEST);
        FloatVector x = value.blend(lowest, value.compare(VectorOperators.LT, lowest));
        x = x.blend(highest, x.compare(VectorOperators.GT, highest));
        FloatVector magic = FloatVector.broadcast(FLOAT, MAGIC);
        FloatVector shifted = x.fma(FloatVector.broadcast(FLOAT, LOG2_E), magic);
        FloatVector n = shifted.sub(magic);
        FloatVector r = n.fma(FloatVector.broadcast(FLOAT, -LN2_HIGH), x);
        r = n.fma(FloatVector.broadcast(FLOAT, -LN2_LOW), r);
        FloatVector p = r.fma(FloatVector.broadcast(FLOAT, EXP_6), FloatVector.broadcast(FLOAT, EXP_5));
        p = p.fma(r, FloatVector.broadcast(FLOAT, EXP_4));
        p = p.fma(r, FloatVector.broadcast(FLOAT, EXP_3));
        p = p.fma(r, FloatVector.broadcast(FLOAT, EXP_2));
        p = p.fma(r, FloatVector.broadcast(FLOAT, EXP_1));
        p = p.fma(r.mul(r), r).add(FloatVector.broadcast(FLOAT, 1f));
        IntVector exponent = shifted.reinterpretAsInts().sub(IntVector.broadcast(INT, MAGIC_BITS));
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        IntVector bias = IntVector.broadcast(INT, 127);
        FloatVector first = half.add(bias).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        FloatVector second = exponent.sub(half).add(bias).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        return p.mul(first).mul(second);
    }

    static FloatVector log(FloatVector x) {
        FloatVector zero = FloatVector.zero(FLOAT);
        var subnormal = x.compare(VectorOperators.LT, FloatVector.broadcast(FLOAT, Float.MIN_NORMAL));
        FloatVector scaled = x.blend(x.mul(FloatVector.broadcast(FLOAT, TWO_23)), subnormal);
        IntVector bits = scaled.reinterpretAsInts();
        IntVector exponent = bits.sub(IntVector.broadcast(INT, SQRT_HALF_BITS)).lanewise(VectorOperators.ASHR, 23);
        FloatVector e = exponent.add(IntVector.broadcast(INT, MAGIC_BITS)).reinterpretAsFloats()
                .sub(FloatVector.broadcast(FLOAT, MAGIC));
        e = e.blend(e.sub(FloatVector.broadcast(FLOAT, 23f)), subnormal);
        FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats()
                .sub(FloatVector.broadcast(FLOAT, 1f));
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
        FloatVector infinity = FloatVector.broadcast(FLOAT, Float.POSITIVE_INFINITY);
        y = y.blend(x, x.compare(VectorOperators.EQ, infinity));
        y = y.blend(infinity.neg(), x.compare(VectorOperators.EQ, zero));
        return FloatVector.broadcast(FLOAT, Float.NaN).blend(y, x.compare(VectorOperators.GE, zero));
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector one = FloatVector.broadcast(FLOAT, 1f);
        FloatVector e = exp(x.abs().neg());
        FloatVector numerator = one.blend(e, x.compare(VectorOperators.LT, FloatVector.zero(FLOAT)));
        return numerator.div(one.add(e));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector one = FloatVector.broadcast(FLOAT, 1f);
        FloatVector magnitude = x.abs();
        FloatVector z = x.mul(x);
        FloatVector p = z.fma(FloatVector.broadcast(FLOAT, TANH_5), FloatVector.broadcast(FLOAT, TANH_4));
        p = p.fma(z, FloatVector.broadcast(FLOAT, TANH_3));
        p = p.fma(z, FloatVector.broadcast(FLOAT, TANH_2));
        p = p.fma(z, FloatVector.broadcast(FLOAT, TANH_1));
        FloatVector near = p.mul(z).fma(magnitude, magnitude);
        FloatVector far = one.sub(FloatVector.broadcast(FLOAT, 2f).div(exp(magnitude.add(magnitude)).add(one)));
        FloatVector y = far.blend(near,
                magnitude.compare(VectorOperators.LT, FloatVector.broadcast(FLOAT, TANH_SPLIT)));
        IntVector sign = x.reinterpretAsInts().and(IntVector.broadcast(INT, SIGN_BIT));
        return y.reinterpretAsInts().or(sign).reinterpretAsFloats();
    }
}
