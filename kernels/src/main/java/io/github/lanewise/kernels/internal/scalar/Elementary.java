package io.github.lanewise.kernels.internal.scalar;

/**
 * The elementary functions, one value at a time. The SIMD forms follow the same operations in the same order, so change
 * both or neither. Everything is IEEE add, multiply, fma, divide or a bit operation; nothing depends on the platform.
 *
 * <p>Polynomials: S. L. Moshier, Cephes Mathematical Library (expf, logf, tanhf), evaluated with fma; those of softplus and
 * the scaled tanh near 0 by Remez' exchange algorithm.
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
    /** 4 as bits: e times 2²³ less is 4·2⁻ᵉ, a normal number for every exponent e of a float. */
    public static final int FOUR_BITS = 0x40800000;
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
    /**
     * Below it 1.7159·tanh(2x/3) is a polynomial: x·(its slope at 0 + z·q(z)), z = x². There the result reaches 1, and from
     * there on its last place is twice as wide, which halves the error of the other way.
     */
    public static final float SCALED_TANH_SPLIT = 1.0625f;
    public static final float SCALED_TANH_AMPLITUDE = 1.7159f;
    /** 4/3: tanh(2x/3) comes from e^(4x/3). */
    public static final float SCALED_TANH_RATE = 0x1.555556p0f;
    /** 1.7159·2/3 in two parts, each a float. */
    public static final float SCALED_TANH_SLOPE = 0x1.24d8d0p0f;
    public static final float SCALED_TANH_SLOPE_LOW = 0x1.3ef11ep-25f;
    /** q: off by at most 9·10⁻¹⁰ of the slope. */
    public static final float SCALED_TANH_6 = 0x1.1534a8p-16f;
    public static final float SCALED_TANH_5 = -0x1.46ca8ap-13f;
    public static final float SCALED_TANH_4 = 0x1.f879f4p-11f;
    public static final float SCALED_TANH_3 = -0x1.62de5ep-8f;
    public static final float SCALED_TANH_2 = 0x1.ed9ba0p-6f;
    public static final float SCALED_TANH_1 = -0x1.5b13e8p-3f;
    /** Softplus is ln 2 + x/2 + ln cosh(x/2); below 1 the last, over x², is a polynomial in x², off by at most 4·10⁻⁹. */
    public static final float SOFTPLUS_SPLIT = 1f;
    public static final float SOFTPLUS_4 = -0x1.6d9826p-16f;
    public static final float SOFTPLUS_3 = 0x1.6841b2p-12f;
    public static final float SOFTPLUS_2 = -0x1.55418cp-8f;
    public static final float SOFTPLUS_1 = 0x1.ffffe0p-4f;

    public static final int SIGN_BIT = 0x80000000;

    private Elementary() {}

    /** e^x: x = n·ln 2 + r, e^r by a polynomial, times 2ⁿ in two steps so that subnormal results round once. */
    public static float exp(float value) {
        float x = value < EXP_LOWEST ? EXP_LOWEST : value;
        x = x > EXP_HIGHEST ? EXP_HIGHEST : x;
        float shifted = Math.fma(x, LOG2_E, MAGIC);
        float n = shifted - MAGIC;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float p = expTail(r) + 1f;
        int exponent = Float.floatToRawIntBits(shifted) - MAGIC_BITS;
        int half = exponent >> 1;
        return p * Float.intBitsToFloat((half + 127) << 23) * Float.intBitsToFloat((exponent - half + 127) << 23);
    }

    /** e^r − 1 for |r| ≤ ½·ln 2. */
    private static float expTail(float r) {
        float p = Math.fma(EXP_6, r, EXP_5);
        p = Math.fma(p, r, EXP_4);
        p = Math.fma(p, r, EXP_3);
        p = Math.fma(p, r, EXP_2);
        p = Math.fma(p, r, EXP_1);
        return Math.fma(p, r * r, r);
    }

    /**
     * e^x − 1: as e^x, with p = e^r − 1 kept apart, for 2ⁿ·(p + 1) − 1 = (2ʰ·p + (2ʰ − 2⁻ᵏ))·2ᵏ, where n = h + k. The sign is
     * that of x, −0 included.
     */
    public static float expm1(float value) {
        float x = value < EXP_LOWEST ? EXP_LOWEST : value;
        x = x > EXP_HIGHEST ? EXP_HIGHEST : x;
        float shifted = Math.fma(x, LOG2_E, MAGIC);
        float n = shifted - MAGIC;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        int exponent = Float.floatToRawIntBits(shifted) - MAGIC_BITS;
        int half = exponent >> 1;
        int rest = exponent - half;
        float first = Float.intBitsToFloat((half + 127) << 23);
        float second = Float.intBitsToFloat((rest + 127) << 23);
        float inverse = Float.intBitsToFloat((127 - rest) << 23);
        return withSignOf(value, Math.fma(expTail(r), first, first - inverse) * second);
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
        float p = Math.fma(e, LN2_LOW, logTail(f, z));
        p = Math.fma(-0.5f, z, p) + f;
        float y = Math.fma(e, LN2_HIGH, p);
        y = x == Float.POSITIVE_INFINITY ? x : y;
        y = x == 0f ? Float.NEGATIVE_INFINITY : y;
        return x >= 0f ? y : Float.NaN;
    }

    /** ln(1 + f) − f + z/2 for 1 + f between √½ and √2, z = f². */
    private static float logTail(float f, float z) {
        float p = Math.fma(LOG_9, f, LOG_8);
        p = Math.fma(p, f, LOG_7);
        p = Math.fma(p, f, LOG_6);
        p = Math.fma(p, f, LOG_5);
        p = Math.fma(p, f, LOG_4);
        p = Math.fma(p, f, LOG_3);
        p = Math.fma(p, f, LOG_2);
        p = Math.fma(p, f, LOG_1);
        return p * f * z;
    }

    /**
     * ln(1 + x): as ln, with e from the rounded 1 + x, but m − 1 = 2⁻ᵉ·x + (2⁻ᵉ − 1) from x itself. The sign is that of x, −0
     * included.
     */
    public static float log1p(float x) {
        int exponent = (Float.floatToRawIntBits(x + 1f) - SQRT_HALF_BITS) >> 23;
        float e = Float.intBitsToFloat(MAGIC_BITS + exponent) - MAGIC;
        int lowered = -exponent << 23;
        float scaled = Float.intBitsToFloat(Float.floatToRawIntBits(x) + lowered);
        float f = scaled + Math.fma(Float.intBitsToFloat(lowered + FOUR_BITS), 0.25f, -1f);
        float z = f * f;
        float p = Math.fma(e, LN2_LOW, logTail(f, z));
        p = Math.fma(-0.5f, z, p) + f;
        float y = Math.fma(e, LN2_HIGH, p);
        y = x == Float.POSITIVE_INFINITY ? x : y;
        y = x == -1f ? Float.NEGATIVE_INFINITY : y;
        return withSignOf(x, x >= -1f ? y : Float.NaN);
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
        return withSignOf(x, magnitude < TANH_SPLIT ? near : far);
    }

    /** 1.7159·tanh(2x/3), computed for |x|: a polynomial near 0, else a − 2a / (e^(4|x|/3) + 1); then the sign bit of x. */
    public static float scaledTanh(float x) {
        float magnitude = Math.abs(x);
        float z = x * x;
        float p = Math.fma(SCALED_TANH_6, z, SCALED_TANH_5);
        p = Math.fma(p, z, SCALED_TANH_4);
        p = Math.fma(p, z, SCALED_TANH_3);
        p = Math.fma(p, z, SCALED_TANH_2);
        p = Math.fma(p, z, SCALED_TANH_1);
        p = Math.fma(p, z, SCALED_TANH_SLOPE_LOW);
        float near = Math.fma(magnitude, SCALED_TANH_SLOPE, p * magnitude);
        float quotient = 2f * SCALED_TANH_AMPLITUDE / (exp(magnitude * SCALED_TANH_RATE) + 1f);
        float far = SCALED_TANH_AMPLITUDE - quotient;
        return withSignOf(x, magnitude < SCALED_TANH_SPLIT ? near : far);
    }

    /**
     * ln(1 + e^x) = max(x, 0) + ln(1 + e^−|x|). Near 0, where that sum would jump back and forth by the last place of its
     * second part, ln 2 + (x/2 + ln cosh(x/2)), which only grows.
     */
    public static float softplus(float x) {
        float magnitude = Math.abs(x);
        float square = x * x;
        float q = Math.fma(SOFTPLUS_4, square, SOFTPLUS_3);
        q = Math.fma(q, square, SOFTPLUS_2);
        q = Math.fma(q, square, SOFTPLUS_1);
        float near = Math.fma(x, 0.5f, q * square) + LN2_HIGH;
        float f = exp(-magnitude);
        float z = f * f;
        float far = Math.fma(-0.5f, z, logTail(f, z)) + f + (x > 0f ? x : 0f);
        return magnitude < SOFTPLUS_SPLIT ? near : far;
    }

    private static float withSignOf(float x, float y) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN_BIT));
    }
}
