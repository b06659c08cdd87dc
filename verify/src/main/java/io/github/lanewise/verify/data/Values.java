package io.github.lanewise.verify.data;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A source of values of one kind, from a seed. Arrays are drawn from it and not by jqwik itself, which would spend more
 * time on ten thousand floats than a kernel does; a failing try is rerun by the seed all the same.
 *
 * @param kind what values there are
 * @param seed where the draws start
 */
public record Values(Kind kind, long seed) {
    private static final float[] SPECIALS = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f, 0f,
            Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, 0x1.fffffcp-127f};

    /** What values there are. */
    public enum Kind {
        /** Integers from −4 to 4: a sum of up to 2^20 products is exact in any order. */
        INTEGERS,
        /** Ordinary floats around 1. */
        FLOATS,
        /** Floats from 2^-30 to 2^30. */
        WIDE,
        /** Floats whose products are subnormal or vanish. */
        TINY,
        /** Zeros of either sign among a few numbers, the least ones among them. */
        SIGNED_ZEROS,
        /** Ordinary floats, a few of them replaced by NaN, infinities, zeros, subnormal and huge ones. */
        SPECIALS,
        /** The same with every third replaced, so that several meet in one window. */
        MANY_SPECIALS,
        /** Any bit pattern, each as likely as the other: all magnitudes, every 256th not finite. */
        BIT_PATTERNS
    }

    /**
     * Sources of every kind.
     *
     * @return the arbitrary
     */
    public static Arbitrary<Values> any() {
        return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.longs()).as(Values::new);
    }

    /**
     * Sources of the given kinds.
     *
     * @param kinds the kinds
     * @return the arbitrary
     */
    public static Arbitrary<Values> of(Kind... kinds) {
        return Combinators.combine(Arbitraries.of(kinds), Arbitraries.longs()).as(Values::new);
    }

    /**
     * Whether every sum of products of these values is exact in float.
     *
     * @return true for integers
     */
    public boolean exact() {
        return kind == Kind.INTEGERS;
    }

    /**
     * Whether all values are finite and so small that no sum of products overflows, so that the oracle's bounds hold.
     *
     * @return false for specials and bit patterns, which are for the bit references
     */
    public boolean bounded() {
        return kind != Kind.SPECIALS && kind != Kind.MANY_SPECIALS && kind != Kind.BIT_PATTERNS;
    }

    /**
     * Draws an array.
     *
     * @param name names the array; equal names draw equal values
     * @param length its elements
     * @return the array
     */
    public float[] draw(String name, int length) {
        SplittableRandom random = random(name);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = one(random);
        }
        if (kind == Kind.SPECIALS) {
            // Few, or NaN would cover everything: about one result in some has a special term.
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                values[random.nextInt(length)] = special(random);
            }
        }
        return values;
    }

    /**
     * Draws an array of indices, whatever the kind of values.
     *
     * @param name names the array; equal names draw equal values
     * @param length its elements
     * @param bound they are less than this
     * @return the array
     */
    public int[] drawIndices(String name, int length, int bound) {
        return random(name).ints(length, 0, bound).toArray();
    }

    private SplittableRandom random(String name) {
        return new SplittableRandom(seed * 0x9e3779b97f4a7c15L + name.hashCode());
    }

    private float one(SplittableRandom random) {
        return switch (kind) {
            case INTEGERS -> random.nextInt(9) - 4;
            case FLOATS, SPECIALS -> (float) (random.nextDouble(-1, 1) * Math.scalb(1.0, random.nextInt(4)));
            case MANY_SPECIALS -> random.nextInt(3) == 0 ? special(random) : random.nextInt(9) - 4;
            case BIT_PATTERNS -> Float.intBitsToFloat(random.nextInt());
            case WIDE -> between(random, -30, 30);
            case TINY -> between(random, -82, -55);
            case SIGNED_ZEROS -> switch (random.nextInt(8)) {
                case 0, 1, 2 -> 0f;
                case 3, 4, 5 -> -0f;
                case 6 -> random.nextBoolean() ? Float.MIN_VALUE : -Float.MIN_VALUE;
                default -> random.nextBoolean() ? 0.5f : -0.5f;
            };
        };
    }

    private static float special(SplittableRandom random) {
        return SPECIALS[random.nextInt(SPECIALS.length)];
    }

    private static float between(SplittableRandom random, int leastExponent, int greatestExponent) {
        float magnitude = Math.scalb(1 + random.nextInt(1 << 23) * 0x1p-23f,
                random.nextInt(leastExponent, greatestExponent));
        return random.nextBoolean() ? magnitude : -magnitude;
    }
}
