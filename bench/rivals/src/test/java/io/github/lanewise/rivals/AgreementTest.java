package io.github.lanewise.rivals;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static final float[] ONE = {1};

    @Test
    void withoutRoundingsOnlyEqualResultsAgree() {
        assertNull(Agreement.difference(ONE, new float[]{1}, ONE, 0));
        assertNotNull(Agreement.difference(ONE, new float[]{Math.nextUp(1f)}, ONE, 0));
    }

    @Test
    void theBoundIsTwoGammaTimesTheMagnitudes() {
        assertNull(Agreement.difference(ONE, new float[]{1 + 10 * 0x1p-23f}, ONE, 10));
        assertNotNull(Agreement.difference(ONE, new float[]{1 + 11 * 0x1p-23f}, ONE, 10));
    }

    @Test
    void notANumberAndAnotherLengthNeverAgree() {
        assertNotNull(Agreement.difference(ONE, new float[]{Float.NaN}, ONE, 10));
        assertNotNull(Agreement.difference(ONE, new float[]{1, 1}, ONE, 10));
    }

    @Test
    void theDifferenceNamesItsElement() {
        assertTrue(Agreement.difference(new float[]{1, 2}, new float[]{1, 3}, new float[]{1, 2}, 1)
                .startsWith("element 1 is 3.0; expected 2.0"));
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
        assertNull(Agreement.difference(new float[]{up}, new float[]{down}, new float[]{magnitude}, terms.length));
    }
}
