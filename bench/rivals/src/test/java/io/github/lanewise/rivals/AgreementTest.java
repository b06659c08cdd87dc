package io.github.lanewise.rivals;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final float[] ONE = {1};

    @Test
    void withoutRoundingsOnlyEqualResultsAgree() {
        assertNull(Agreement.ofSums(ONE, ONE, 0).difference(new float[]{1}));
        assertNotNull(Agreement.ofSums(ONE, ONE, 0).difference(new float[]{Math.nextUp(1f)}));
    }

    @Test
    void theBoundIsTwoGammaTimesTheMagnitudes() {
        assertNull(Agreement.ofSums(ONE, ONE, 10).difference(new float[]{1 + 10 * 0x1p-23f}));
        assertNotNull(Agreement.ofSums(ONE, ONE, 10).difference(new float[]{1 + 11 * 0x1p-23f}));
    }

    @Test
    void notANumberAndAnotherLengthNeverAgree() {
        assertNotNull(Agreement.ofSums(ONE, ONE, 10).difference(new float[]{Float.NaN}));
        assertNotNull(Agreement.ofSums(ONE, ONE, 10).difference(new float[]{1, 1}));
    }

    @Test
    void theDifferenceNamesItsElement() {
        assertTrue(Agreement.ofSums(new float[]{1, 2}, new float[]{1, 2}, 1).difference(new float[]{1, 3})
                .startsWith("element 1 is 3.0; expected 2.0"));
    }

    @Test
    void networksAgreeInTheNormOfEachPart() {
        Agreement agreement = Agreement.inNorm(new float[]{1, 300, 400}, List.of(1, 2));
        assertNull(agreement.difference(new float[]{1.0009f, 300, 400.4f}));
        assertTrue(agreement.difference(new float[]{1.002f, 300, 400}).startsWith("part 0 is off by "));
        assertTrue(agreement.difference(new float[]{1, 300.6f, 400}).startsWith("part 1 is off by "));
        assertNotNull(agreement.difference(new float[]{1, Float.NaN, 400}));
        assertNotNull(agreement.difference(new float[]{1, 300}));
    }

    @Test
    void sumsInOppositeOrdersAgree() {
        SplittableRandom random = new SplittableRandom(1);
        float[] terms = new float[10_000];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = 2 * random.nextFloat() - 1;
        }
        float up = 0;
        float down = 0;
        float magnitude = 0;
        for (int i = 0; i < terms.length; i++) {
            up += terms[i];
            down += terms[terms.length - 1 - i];
            magnitude += Math.abs(terms[i]);
        }
        assertNull(
                Agreement.ofSums(new float[]{up}, new float[]{magnitude}, terms.length).difference(new float[]{down}));
    }
}
