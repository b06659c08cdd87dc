package io.github.lanewise.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The interval of a ratio. */
class BootstrapTest {
    @Test
    void withoutNoiseItIsAPoint() {
        assertEquals(new Bootstrap.Interval(1.5, 1.5, 1.5),
                Bootstrap.ratio(new double[]{2, 2, 2}, new double[]{3, 3, 3}));
    }

    @Test
    void theSameFilesGiveTheSameInterval() {
        double[] before = {10, 11, 12, 10.5, 11.5};
        double[] after = {11, 12, 13, 11.5, 12.5};
        assertEquals(Bootstrap.ratio(before, after), Bootstrap.ratio(before, after));
    }

    @Test
    void itsEndsAreThoseOfTheDraws() {
        // Medians of two draws of {1, 3} are 1, 2 and 3 with probabilities 1/4, 1/2, 1/4: the middle 95 % has all of them.
        assertEquals(new Bootstrap.Interval(1, 2, 3), Bootstrap.ratio(new double[]{1, 1}, new double[]{1, 3}));
    }

    @Test
    void samplesThatOverlapDoNotExcludeOne() {
        assertFalse(Bootstrap.ratio(new double[]{10, 12, 11}, new double[]{11, 10, 12.5}).excludesOne());
        assertTrue(Bootstrap.ratio(new double[]{10, 10.2, 10.1}, new double[]{11, 11.1, 11.2}).excludesOne());
        assertTrue(Bootstrap.ratio(new double[]{11, 11.1, 11.2}, new double[]{10, 10.2, 10.1}).excludesOne());
    }

    /** Equal distributions must seldom be told apart: of 200 pairs of ten, 10 would be 95 %, the bootstrap is a little bolder. */
    @Test
    void itCoversTheTruthMostly() {
        Random random = new Random(1);
        int wrong = 0;
        for (int i = 0; i < 200; i++) {
            wrong += Bootstrap.ratio(sample(random), sample(random)).excludesOne() ? 1 : 0;
        }
        assertTrue(wrong < 20, wrong + " of 200");
    }

    private static double[] sample(Random random) {
        return random.doubles(10, 95, 105).toArray();
    }
}
