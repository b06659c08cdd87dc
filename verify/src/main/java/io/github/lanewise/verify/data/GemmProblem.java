package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.ProblemString;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A matrix product: sizes, how each matrix lies in its array, and the factors.
 *
 * <p>As a problem string: {@code gemm: m k n la lb lc alpha beta}. The layouts {@code la lb lc} of a, b and c are the numbers of
 * {@link Layout} from 0 on. Left out, layouts are 0, {@code alpha} is 1 and {@code beta} 0.
 *
 * @param rows rows of a and c
 * @param depth columns of a, rows of b
 * @param columns columns of b and c
 * @param layoutA how a lies
 * @param layoutB how b lies
 * @param layoutC how c lies; never {@link Layout#HANKEL}
 * @param alpha factor of the product
 * @param beta factor of c
 */
public record GemmProblem(int rows, int depth, int columns, Layout layoutA, Layout layoutB, Layout layoutC, float alpha,
        float beta) {
    private static final Set<String> KEYS = Set.of("m", "k", "n", "la", "lb", "lc", "alpha", "beta");

    /** How a matrix lies in its array. */
    public enum Layout {
        /** Row after row. */
        ROWS,
        /** Column after column: a transpose. */
        COLUMNS,
        /** Row after row with a gap between rows. */
        ROWS_WITH_GAP,
        /** Elements and rows apart, as in one channel of many. */
        STRIDED,
        /** Both strides 1, so that elements are shared: the windows of a one-dimensional convolution. */
        HANKEL;

        int rowStride(int rows, int columns) {
            return switch (this) {
                case ROWS -> columns;
                case COLUMNS, HANKEL -> 1;
                case ROWS_WITH_GAP -> columns + 5;
                case STRIDED -> 3 * columns + 2;
            };
        }

        int columnStride(int rows, int columns) {
            return switch (this) {
                case ROWS, ROWS_WITH_GAP, HANKEL -> 1;
                case COLUMNS -> rows;
                case STRIDED -> 3;
            };
        }
    }

    /**
     * Problems of limited cost.
     *
     * @param products the most multiply-adds
     * @return the arbitrary
     */
    public static Arbitrary<GemmProblem> upTo(long products) {
        return between(0, products);
    }

    /**
     * Problems that cost enough to be split among threads.
     *
     * @param least the fewest multiply-adds
     * @param most the most, about
     * @return the arbitrary
     */
    public static Arbitrary<GemmProblem> between(long least, long most) {
        Arbitrary<Layout> anyLayout = Arbitraries.of(Layout.class);
        Arbitrary<Layout> written = Arbitraries.of(Layout.ROWS, Layout.COLUMNS, Layout.ROWS_WITH_GAP, Layout.STRIDED);
        Arbitrary<Float> factors = Arbitraries.of(1f, 0f, 1f, 0f, -1f, 2f, 0.5f, 0.3f);
        return Combinators
                .combine(Sizes.upTo(129), Sizes.upTo(400), Sizes.upTo(129), anyLayout, anyLayout, written, factors,
                        factors)
                .as((rows, depth, columns, a, b, c, alpha, beta) -> {
                    int m = (int) Math.min(rows, Math.max(1, most / ((long) depth * columns)));
                    int k = depth;
                    while (m * (long) k * columns < least) {
                        if (m < 512) {
                            m = 2 * m + 1;
                        } else {
                            k = 2 * k + 1;
                        }
                    }
                    return new GemmProblem(m, k, columns, a, b, c, alpha, beta);
                });
    }

    /**
     * Whether the factors keep a sum of small integers exact.
     *
     * @return false for a factor that is not a small multiple of a half
     */
    public boolean exactFactors() {
        return smallMultipleOfHalf(alpha) && smallMultipleOfHalf(beta);
    }

    private static boolean smallMultipleOfHalf(float factor) {
        return Math.abs(factor) <= 4 && factor * 2 == Math.rint(factor * 2);
    }

    /**
     * Reads a problem string.
     *
     * @param problem such as {@code gemm:m97k400n10la1alpha0.5}
     * @return the problem
     * @throws IllegalArgumentException if it is not one
     */
    public static GemmProblem parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Set.of("gemm"), KEYS);
        return new GemmProblem(p.get("m"), p.get("k"), p.get("n"), layout(p, problem, "la", Layout.values().length),
                layout(p, problem, "lb", Layout.values().length), layout(p, problem, "lc", Layout.HANKEL.ordinal()),
                p.decimal("alpha", 1), p.decimal("beta", 0));
    }

    private static Layout layout(ProblemString p, String problem, String key, int bound) {
        int layout = p.get(key, 0);
        if (layout >= bound) {
            throw new IllegalArgumentException("problem string \"" + problem + "\": " + key + " is " + layout
                    + "; expected 0 to " + (bound - 1));
        }
        return Layout.values()[layout];
    }

    /**
     * The problem string.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        return new ProblemString.Writer("gemm", null).put("m", rows).put("k", depth).put("n", columns)
                .put("la", layoutA.ordinal(), 0).put("lb", layoutB.ordinal(), 0).put("lc", layoutC.ordinal(), 0)
                .put("alpha", alpha, 1f).put("beta", beta, 0f).toString();
    }
}
