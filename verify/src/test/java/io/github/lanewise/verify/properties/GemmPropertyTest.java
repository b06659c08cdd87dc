package io.github.lanewise.verify.properties;

import io.github.lanewise.kernels.Gemm;
import io.github.lanewise.kernels.Matrix;
import io.github.lanewise.verify.bits.GemmBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GemmProblem;
import io.github.lanewise.verify.data.GemmProblem.Layout;
import io.github.lanewise.verify.data.GuardedMatrix;
import io.github.lanewise.verify.data.Sizes;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.data.Values.Kind;
import io.github.lanewise.verify.harness.Way;
import io.github.lanewise.verify.oracle.GemmOracle;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Matrix products over views of every layout, with every kind of factor. */
class GemmPropertyTest {
    @Provide
    Arbitrary<GemmProblem> problems() {
        return GemmProblem.upTo(150_000);
    }

    @Provide
    Arbitrary<GemmProblem> largeProblems() {
        return Arbitraries.of(
                new GemmProblem(257, 513, 65, Layout.ROWS, Layout.ROWS, Layout.ROWS, 1, 0),
                new GemmProblem(97, 1031, 101, Layout.COLUMNS, Layout.STRIDED, Layout.ROWS_WITH_GAP, 0.3f, 0.5f),
                new GemmProblem(13, 769, 1025, Layout.HANKEL, Layout.COLUMNS, Layout.COLUMNS, 1, 1),
                new GemmProblem(1025, 17, 383, Layout.ROWS_WITH_GAP, Layout.ROWS, Layout.STRIDED, -1, 0));
    }

    @Provide
    Arbitrary<GemmProblem> splitProblems() {
        return GemmProblem.between(700_000, 3_000_000);
    }

    @Provide
    Arbitrary<Values> values() {
        return Values.any();
    }

    @Provide
    Arbitrary<Values> ordinaryValues() {
        return Values.of(Kind.INTEGERS, Kind.FLOATS, Kind.WIDE);
    }

    @Provide
    Arbitrary<Integer> offsets() {
        return Sizes.offsets();
    }

    @Property
    void product(@ForAll("problems") GemmProblem problem, @ForAll("values") Values values,
            @ForAll("offsets") int offset) {
        check(problem, values, offset, Way.oneAndTwoThreads());
    }

    /** Just large enough to be split among threads. */
    @Property(tries = 40)
    void splitAmongThreads(@ForAll("splitProblems") GemmProblem problem, @ForAll("values") Values values,
            @ForAll("offsets") int offset) {
        check(problem, values, offset, Way.all());
    }

    /** Products large enough to be split among threads and blocked by caches, also on more threads than processors. */
    @Property(tries = 10)
    void largeOnManyThreads(@ForAll("largeProblems") GemmProblem problem, @ForAll("ordinaryValues") Values values,
            @ForAll("offsets") int offset) {
        check(problem, values, offset, Way.all());
    }

    private static void check(GemmProblem problem, Values values, int offset, List<Way> ways) {
        GuardedMatrix a = GuardedMatrix.filled("a", problem.layoutA(), problem.rows(), problem.depth(), offset,
                values.draw("a", problem.rows() * problem.depth()));
        GuardedMatrix b = GuardedMatrix.filled("b", problem.layoutB(), problem.depth(), problem.columns(), 2 * offset,
                values.draw("b", problem.depth() * problem.columns()));
        Matrix start = c(problem, values, offset).view();
        float[] bits = GemmBits.multiply(problem.alpha(), a.view(), b.view(), problem.beta(), start);
        for (Way way : ways) {
            String text = problem + ", " + values + ", offset " + offset + ", " + way;
            GuardedMatrix c = c(problem, values, offset);
            way.run((scratch, parallel) -> Gemm.multiply(problem.alpha(), a.view(), b.view(), problem.beta(), c.view(),
                    scratch, parallel));
            a.check(text);
            b.check(text);
            Compare.bits(text, c.values(text), bits);
        }
        if (values.exact() && problem.exactFactors()) {
            Compare.exactly(problem + ", " + values, bits,
                    GemmOracle.multiply(problem.alpha(), a.view(), b.view(), problem.beta(), start));
        } else if (values.bounded()) {
            Compare.within(problem + ", " + values, bits,
                    GemmOracle.multiply(problem.alpha(), a.view(), b.view(), problem.beta(), start));
        }
    }

    /** Poisoned where beta is 0, for then it must not be read. */
    private static GuardedMatrix c(GemmProblem problem, Values values, int offset) {
        if (problem.beta() == 0) {
            return GuardedMatrix.poisoned("c", problem.layoutC(), problem.rows(), problem.columns(), 3 * offset);
        }
        return GuardedMatrix.filled("c", problem.layoutC(), problem.rows(), problem.columns(), 3 * offset,
                values.draw("c", problem.rows() * problem.columns()));
    }
}
