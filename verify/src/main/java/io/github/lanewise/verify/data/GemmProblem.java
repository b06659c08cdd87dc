package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.GemmShape;
import io.github.lanewise.kernels.ProblemString;
import io.github.lanewise.verify.data.Placement.Items;
import io.github.lanewise.verify.data.Placement.Layout;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Matrix products: how each matrix lies in its array, and the factors.
 *
 * <p>As a problem string: what {@link GemmShape} reads, and {@code la lb lc ld} for the {@linkplain Layout layouts} of a, b, c
 * and the addend, {@code sa sb sc sd} for how their {@linkplain Items items} lie, all as numbers from 0 on, and {@code alpha beta}.
 * Left out, a layout is 0, or 1 after {@code ta} and {@code tb}; without {@code ld} the addend is c itself; items are 1,
 * {@code alpha} is 1 and {@code beta} 0: {@code gemm:mb3m97n10k400tb1ld5sd0alpha0.5beta1}.
 *
 * @param a rows × depth
 * @param b depth × columns
 * @param c rows × columns; its elements are distinct
 * @param addend rows × columns, or null for c itself
 * @param alpha factor of the product
 * @param beta factor of the addend
 */
public record GemmProblem(Placement a, Placement b, Placement c, Placement addend, float alpha, float beta) {
    private static final Set<String> KEYS = Set.of("mb", "m", "n", "k", "ta", "tb", "la", "lb", "lc", "ld", "sa", "sb",
            "sc", "sd", "alpha", "beta");
    private static final int NONE = -1;

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
        Arbitrary<GemmShape> shapes = Arbitraries.frequencyOf(
                Tuple.of(3, shapes(Arbitraries.just(1), 129, 400, least, most)),
                Tuple.of(2, shapes(Arbitraries.of(1, 2, 3, 5, 17, 64, 257), 33, 40, least, most)));
        Arbitrary<Layout> layouts = Arbitraries.of(Layout.class);
        Arbitrary<Items> items = Arbitraries.of(Items.class);
        Arbitrary<Layout> writtenLayouts = layouts.filter(Layout::distinct);
        Arbitrary<Items> writtenItems = Arbitraries.of(Items.APART, Items.INTERLEAVED);
        Arbitrary<Float> factors = Arbitraries.of(1f, 0f, 1f, 0f, -1f, 2f, 0.5f, 0.3f);
        return Combinators.combine(shapes, layouts.tuple3(), items.tuple3(), writtenLayouts, writtenItems,
                Arbitraries.of(true, false), factors.tuple2()).as((shape, l, i, layoutC, itemsC, inPlace, f) -> {
                    int batch = shape.batch();
                    return new GemmProblem(new Placement(l.get1(), i.get1(), batch, shape.rows(), shape.depth()),
                            new Placement(l.get2(), i.get2(), batch, shape.depth(), shape.columns()),
                            new Placement(layoutC, itemsC, batch, shape.rows(), shape.columns()),
                            inPlace ? null : new Placement(l.get3(), i.get3(), batch, shape.rows(), shape.columns()),
                            f.get1(), f.get2());
                });
    }

    private static Arbitrary<GemmShape> shapes(Arbitrary<Integer> batches, int widest, int deepest, long least,
            long most) {
        return Combinators.combine(batches, Sizes.upTo(widest), Sizes.upTo(deepest), Sizes.upTo(widest))
                .as((batch, rows, depth, columns) -> {
                    int m = (int) Math.min(rows, Math.max(1, most / ((long) depth * columns)));
                    int items = (int) Math.min(batch, Math.max(1, most / ((long) m * depth * columns)));
                    int k = depth;
                    while (items * (long) m * k * columns < least) {
                        if (m < 512) {
                            m = 2 * m + 1;
                        } else {
                            k = 2 * k + 1;
                        }
                    }
                    return new GemmShape(items, m, columns, k, false, false);
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
     * @param problem such as {@code gemm:m97n10k400tb1alpha0.5}
     * @return the problem
     * @throws IllegalArgumentException if it is not one
     */
    public static GemmProblem parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Set.of("gemm"), KEYS);
        GemmShape s = new GemmShape(p.get("mb", 1), p.get("m"), p.get("n"), p.get("k"), p.flag("ta"), p.flag("tb"));
        Placement c = placement(p, "c", 0, s.batch(), s.rows(), s.columns());
        if (!c.layout().distinct() || c.items() == Items.ONE) {
            throw new IllegalArgumentException("problem string \"" + problem + "\": c is " + c.layout() + ", items "
                    + c.items() + "; expected elements of its own for each");
        }
        return new GemmProblem(placement(p, "a", s.transposedA() ? 1 : 0, s.batch(), s.rows(), s.depth()),
                placement(p, "b", s.transposedB() ? 1 : 0, s.batch(), s.depth(), s.columns()), c,
                p.get("ld", NONE) == NONE ? null : placement(p, "d", 0, s.batch(), s.rows(), s.columns()),
                p.decimal("alpha", 1), p.decimal("beta", 0));
    }

    private static Placement placement(ProblemString p, String name, int layout, int count, int rows, int columns) {
        return new Placement(Layout.values()[p.choice("l" + name, layout, Layout.values().length)],
                Items.values()[p.choice("s" + name, Items.APART.ordinal(), Items.values().length)], count, rows,
                columns);
    }

    /**
     * The problem string.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        ProblemString.Writer text = new ProblemString.Writer("gemm", null).put("mb", c.count(), 1).put("m", c.rows())
                .put("n", c.columns()).put("k", a.columns()).put("ta", a.layout() == Layout.COLUMNS ? 1 : 0, 0)
                .put("tb", b.layout() == Layout.COLUMNS ? 1 : 0, 0);
        put(text, "a", a, a.layout() == Layout.COLUMNS ? Layout.COLUMNS : Layout.ROWS);
        put(text, "b", b, b.layout() == Layout.COLUMNS ? Layout.COLUMNS : Layout.ROWS);
        put(text, "c", c, Layout.ROWS);
        if (addend != null) {
            text.put("ld", addend.layout().ordinal()).put("sd", addend.items().ordinal(), Items.APART.ordinal());
        }
        return text.put("alpha", alpha, 1f).put("beta", beta, 0f).toString();
    }

    private static void put(ProblemString.Writer text, String name, Placement placement, Layout byDefault) {
        text.put("l" + name, placement.layout().ordinal(), byDefault.ordinal())
                .put("s" + name, placement.items().ordinal(), Items.APART.ordinal());
    }
}
