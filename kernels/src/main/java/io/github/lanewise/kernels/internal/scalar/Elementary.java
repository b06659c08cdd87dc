package io.github.lanewise.kernels.internal.scalar;

/**
 * The elementary functions, one value at a time. The SIMD forms follow the same operations in the same order, so change
 * both or neither. Everything is IEEE add, multiply, fma, divide or a bit operation; nothing depends on the platform.
 *
 * <p>Polynomials: S. L. Moshier, Cephes Mathematical Library (expf, logf, tanhf), evaluated with fma.
 */
public final class Elementary {
    /** 1.5·2²³: adding it leaves the rounded integer in the low bits. */
    public static final float MAGIC = 12582912f;
    public static final int MAGIC_BITS = 0x4B400000;
    /** Below it e^x rounds to 0, above it to infinity; clamping keeps the exponent arithmetic in range. */
    public static final float EXP_LOWEST = -104f;
    public static final float EXP_HIGHEST = 89f;
    public static final float LOG2_E = 0x1.715476p0f;
    /** ln 2 in two parts, each a float; with fma the first need not be short. */
    public static final float LN2_HIGH = 0x1.62e43p-1f;
    public static final float LN2_LOW = -0x1.05c61p-29f;
    public static final float EXP_6 = 1.9875691500e-4f;
    public static final float EXP_5 = 1.3981999507e-3f;
    public static final float EXP_4 = 8.3334519073e-3f;
    public static final float EXP_3 = 4.1665795894e-2f;
    public static final float EXP_2 = 1.6666665459e-1f;
    public static final float EXP_1 = 5.0000001201e-1f;
    /** √½ as bits: a mantissa is brought between √½ and √2. */
    public static final int SQRT_HALF_BITS = 0x3F3504F3;
    public static final float TWO_23 = 0x1p23f;
    public static final float LOG_9 = 7.0376836292e-2f;
    public static final float LOG_8 = -1.1514610310e-1f;
    public static final float LOG_7 = 1.1676998740e-1f;
    public static final float LOG_6 = -1.2420140846e-1f;
    public static final float LOG_5 = 1.4249322787e-1f;
    public static final float LOG_4 = -1.6668057665e-1f;
    public static final float LOG_3 = 2.0000714765e-1f;
    public static final float LOG_2 = -2.4999993993e-1f;
    public static final float LOG_1 = 3.3333331174e-1f;
    /** Below it tanh is a polynomial, from it on it comes from e^2x. */
    public static final float TANH_SPLIT = 0.625f;
    public static final float TANH_5 = -5.70498872745e-3f;
    public static final float TANH_4 = 2.06390887954e-2f;
    public static final float TANH_3 = -5.37397155531e-2f;
    public static final float TANH_2 = 1.33314422036e-1f;
    public static final float TANH_1 = -3.33332819422e-1f;

    public static final int SIGN_BIT = 0x80000000;

    private Elementary() {}

    /** e^x: x = n·ln 2 + r, e^r by a polynomial, times 2ⁿ in two steps so that subnormal results round once. */
    public static float exp(float value) {
        float x = value < EXP_LOWEST ? EXP_LOWEST : value;
        x = x > EXP_HIGHEST ? EXP_HIGHEST : x;
        float shifted = Math.fma(x, LOG2_E, MAGIC);
        float n = shifted - MAGIC;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float p = Math.fma(EXP_6, r, EXP_5);
        p = Math.fma(p, r, EXP_4);
        p = Math.fma(p, r, EXP_3);
        p = Math.fma(p, r, EXP_2);
        p = Math.fma(p, r, EXP_1);
        p = Math.fma(p, r * r, r) + 1f;
        int exponent = Float.floatToRawIntBits(shifted) - MAGIC_BITS;
        int half = exponent >> 1;
        return p * Float.intBitsToFloat((half + 127) << 23) * Float.intBitsToFloat((exponent - half + 127) << 23);
    }

    /** ln x: x = 2ᵉ·m with m between √½ and √2, ln m by a polynomial in m − 1. */
    public static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        float scaled = subnormal ? x * TWO_23 : x;
        int bits = Float.floatToRawIntBits(scaled);
        int exponent = (bits - SQRT_HALF_BITS) >> 23;
        float e = Float.intBitsToFloat(MAGIC_BITS + exponent) - MAGIC;
        e = subnormal ? e - 23f : e;
        float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1f;
        float z = f * f;
        float p = Math.fma(LOG_9, f, LOG_8);
        p = Math.fma(p, f, LOG_7);
        p = Math.fma(p, f, LOG_6);
        p = Math.fma(p, f, LOG_5);
        p = Math.fma(p, f, LOG_4);
        p = Math.fma(p, f, LOG_3);
        p = Math.fma(p, f, LOG_2);
        p = Math.fma(p, f, LOG_1);
        p = p * f * z;
        p = Math.fma(e, LN2_LOW, p);
        p = Math.fma(-0.5f, z, p) + f;
        float y = Math.fma(e, LN2_HIGH, p);
        y = x == Float.POSITIVE_INFINITY ? x : y;
        y = x == 0f ? Float.NEGATIVE_INFINITY : y;
        return x >= 0f ? y : Float.NaN;
    }

    /** 1 / (1 + e^−x), from e^−|x| so that neither end loses digits. */
    public static float sigmoid(float x) {
        float e = exp(-Math.abs(x));
        float numerator = x < 0f ? e : 1f;
        return numerator / (1f + e);
    }

    /** tanh x, computed for |x|: a polynomial near 0, else 1 − 2 / (e^2|x| + 1); then the sign bit of x. */
    public static float tanh(float x) {
        float magnitude = Math.abs(x);
        float z = x * x;
        float p = Math.fma(TANH_5, z, TANH_4);
        p = Math.fma(p, z, TANH_3);
        p = Math.fma(p, z, TANH_2);
        p = Math.fma(p, z, TANH_1);
        float near = Math.fma(p * z, magnitude, magnitude);
        float far = 1f - 2f / (exp(magnitude + magnitude) + 1f);
        float y = magnitude < TANH_SPLIT ? near : far;
        return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN_BIT));
    }

    public static float relu(float x) {
        return x <= 0f ? 0f : x;
    }

    public static float reluGradient(float output, float gradOutput) {
        return output <= 0f ? 0f : gradOutput;
    }

    public static float sigmoidGradient(float output, float gradOutput) {
        return gradOutput * (output * (1f - output));
    }

    public static float tanhGradient(float output, float gradOutput) {
        return gradOutput * Math.fma(-output, output, 1f);
    }
}
