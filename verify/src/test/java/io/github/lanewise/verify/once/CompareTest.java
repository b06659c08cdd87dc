package io.github.lanewise.verify.once;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.GuardedInts;
import io.github.lanewise.verify.data.GuardedMatrix;
import io.github.lanewise.verify.data.Placement;
import io.github.lanewise.verify.data.Placement.Items;
import io.github.lanewise.verify.data.Placement.Layout;
import io.github.lanewise.verify.oracle.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The comparisons and guards themselves: what they must let pass and what they must not. */
@Tag("once")
class CompareTest {
    private static final Estimate ONE_TO_THREE = Estimate.of(new double[]{1, 2, 3}, new double[]{0, 0.5, 0.5});

    @Test
    void bits() {
        Compare.bits("p", new float[]{1, -0f, Float.intBitsToFloat(0x7fc00001)}, new float[]{1, -0f, Float.NaN});
        fails("p: 1 of 2 elements differ in their bits; the worst, [1]",
                () -> Compare.bits("p", new float[]{1, -0f}, new float[]{1, 0f}));
        fails("2 of 3 elements differ in their bits; the worst, [2], is NaN",
                () -> Compare.bits("p", new float[]{1, 2, Float.NaN}, new float[]{1, Math.nextUp(2f), 3}));
        fails("1 elements, wanted 2", () -> Compare.bits("p", new float[1], new float[2]));
    }

    @Test
    void bounds() {
        Compare.within("p", new float[]{1, 2.5f, 2.5f}, ONE_TO_THREE);
        fails("1 of 3 elements are out of bounds; the worst, [2], is 3.75, wanted 3.0, off by 0.750, bound 0.500",
                () -> Compare.within("p", new float[]{1, 2, 3.75f}, ONE_TO_THREE));
        fails("the worst, [1], is NaN", () -> Compare.within("p", new float[]{1, Float.NaN, 9}, ONE_TO_THREE));
        fails("[0]", () -> Compare.within("p", new float[]{Math.nextUp(1f), 2, 3}, ONE_TO_THREE.exactIf(true)));
        Compare.within("p", new float[]{-0f}, Estimate.of(new double[1], new double[1]).exactIf(true));
    }

    @Test
    void overflow() {
        Estimate huge = Estimate.of(new double[]{1e39}, new double[]{1});
        Compare.within("p", new float[]{Float.POSITIVE_INFINITY}, huge);
        fails("is -Infinity", () -> Compare.within("p", new float[]{Float.NEGATIVE_INFINITY}, huge));
        fails("is NaN", () -> Compare.within("p", new float[]{Float.NaN}, huge));
        fails("is Infinity", () -> Compare.within("p", new float[]{Float.POSITIVE_INFINITY},
                Estimate.of(new double[]{1e38}, new double[]{1})));
    }

    /** Of one term: its own rounding, four more and the oracle's, 2^-24 each. Of nothing: a few times the least float. */
    @Test
    void boundOfASum() {
        assertEquals(6 * 0x1p-24, Estimate.sumBound(1, 1, 1), 1e-12);
        assertTrue(Estimate.sumBound(0, 1, 1) < 1e-43);
    }

    @Test
    void guards() {
        GuardedFloats output = GuardedFloats.output("output", 3, 2);
        output.array()[3] = 7;
        assertEquals(7, output.values("p")[1]);
        fails("output[1], was written", () -> output.check("p"));
        output.array()[1] = 7;
        fails("output[-1], outside the range, was written", () -> output.values("p"));
        GuardedFloats input = GuardedFloats.input("input", new float[]{1, 2}, 0);
        input.check("p");
        input.array()[2] = Float.NaN;
        fails("input[2]", () -> input.values("p"));
        input.fillWithNaN();
        assertTrue(Float.isNaN(input.array()[0]));
        input.restore();
        assertEquals(1, input.array()[0]);
        GuardedInts indices = GuardedInts.output("indices", 2, 1);
        indices.array()[3] = 0;
        fails("indices[2], outside the range, was written", () -> indices.values("p"));
    }

    @Test
    void guardedMatrix() {
        GuardedMatrix matrix = GuardedMatrix.filled("c", new Placement(Layout.STRIDED, Items.APART, 1, 2, 2), 3,
                new float[]{1, 2, 3, 4});
        assertEquals(4, matrix.values("p")[3]);
        matrix.view().data()[3] = 9;
        assertEquals(9, matrix.values("p")[0]);
        matrix.view().data()[4] = 9;
        fails("the array of c was written at 4", () -> matrix.values("p"));
    }

    private static void fails(String words, Executable comparison) {
        AssertionError failure = assertThrows(AssertionError.class, comparison);
        assertTrue(failure.getMessage().contains(words), failure::getMessage);
    }
}
