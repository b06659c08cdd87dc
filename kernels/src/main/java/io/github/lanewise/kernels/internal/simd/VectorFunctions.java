package io.github.lanewise.kernels.internal.simd;

import static io.github.lanewise.kernels.internal.scalar.Elementary.*;
import static io.github.lanewise.kernels.internal.simd.Species.FLOAT;

import io.github.lanewise.kernels.internal.scalar.Elementary;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * What several elementary kernels share, one vector at a time, operation for operation that of {@link Elementary}, where it is
 * explained. These are the only methods with a vector in their signature. That holds as long as C2 inlines them; where it does
 * not, each vector costs 192 bytes of heap and three times the time. It does up to 325 bytes of bytecode, and in a method
 * whose own operations and inlined ones have made no more than 18,000 nodes of its graph so far, which are about 35 vector
 * operations. So callers call these early, and what comes late is written out. The allocation test watches.
 */
final class VectorFunctions {
    private VectorFunctions() {}

    static FloatVector exp(FloatVector value) {
        FloatVector x = value.blend(EXP_LOWEST, value.compare(VectorOperators.LT, EXP_LOWEST));
        x = x.blend(EXP_HIGHEST, x.compare(VectorOperators.GT, EXP_HIGHEST));
        FloatVector shifted = x.fma(FloatVector.broadcast(FLOAT, LOG2_E), FloatVector.broadcast(FLOAT, MAGIC));
        FloatVector n = shifted.sub(MAGIC);
        FloatVector r = n.fma(FloatVector.broadcast(FLOAT, -LN2_HIGH), x);
        r = n.fma(FloatVector.broadcast(FLOAT, -LN2_LOW), r);
        FloatVector p = expTail(r).add(1f);
        IntVector exponent = shifted.reinterpretAsInts().sub(MAGIC_BITS);
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        FloatVector first = half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        FloatVector second = exponent.sub(half).add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        return p.mul(first).mul(second);
    }

    static FloatVector expm1(FloatVector value) {
        FloatVector x = value.blend(EXP_LOWEST, value.compare(VectorOperators.LT, EXP_LOWEST));
        x = x.blend(EXP_HIGHEST, x.compare(VectorOperators.GT, EXP_HIGHEST));
        FloatVector shifted = x.fma(FloatVector.broadcast(FLOAT, LOG2_E), FloatVector.broadcast(FLOAT, MAGIC));
        FloatVector n = shifted.sub(MAGIC);
        FloatVector r = n.fma(FloatVector.broadcast(FLOAT, -LN2_HIGH), x);
        r = n.fma(FloatVector.broadcast(FLOAT, -LN2_LOW), r);
        FloatVector p = expTail(r);
        IntVector exponent = shifted.reinterpretAsInts().sub(MAGIC_BITS);
        IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
        IntVector rest = exponent.sub(half);
        FloatVector first = half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        FloatVector second = rest.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        FloatVector inverse = rest.neg().add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
        FloatVector y = p.fma(first, first.sub(inverse)).mul(second);
        return y.reinterpretAsInts().or(value.reinterpretAsInts().and(SIGN_BIT)).reinterpretAsFloats();
    }

    private static FloatVector expTail(FloatVector r) {
        FloatVector p = r.fma(FloatVector.broadcast(FLOAT, EXP_6), FloatVector.broadcast(FLOAT, EXP_5));
        p = p.fma(r, FloatVector.broadcast(FLOAT, EXP_4));
        p = p.fma(r, FloatVector.broadcast(FLOAT, EXP_3));
        p = p.fma(r, FloatVector.broadcast(FLOAT, EXP_2));
        p = p.fma(r, FloatVector.broadcast(FLOAT, EXP_1));
        return p.fma(r.mul(r), r);
    }

    static FloatVector logTail(FloatVector f, FloatVector z) {
        FloatVector p = f.fma(FloatVector.broadcast(FLOAT, LOG_9), FloatVector.broadcast(FLOAT, LOG_8));
        p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_7));
        p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_6));
        p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_5));
        p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_4));
        p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_3));
        p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_2));
        p = p.fma(f, FloatVector.broadcast(FLOAT, LOG_1));
        return p.mul(f).mul(z);
    }
}
