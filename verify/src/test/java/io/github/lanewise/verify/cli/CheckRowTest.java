package io.github.lanewise.verify.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.verify.compare.Deviation;
import io.github.lanewise.verify.oracle.Estimate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a check finds, and how it travels from one JVM to the other. */
@Tag("once")
class CheckRowTest {
    private static final Estimate ONE_TWO = Estimate.of(new double[]{1, 2}, new double[]{0x1p-22, 0});

    @Test
    void deviation() {
        float[] wanted = {1, 2};
        assertEquals(Deviation.NONE, Deviation.of(wanted, wanted, ONE_TWO));
        Deviation off = Deviation.of(new float[]{1 + 0x1p-23f, 2}, wanted, ONE_TWO);
        assertEquals(new Deviation(1, 0.5, false), off);
        assertFalse(off.passes());
        Deviation outOfBounds = Deviation.of(new float[]{1, 2 + 0x1p-22f}, new float[]{1, 2 + 0x1p-22f}, ONE_TWO);
        assertEquals(new Deviation(1, Double.POSITIVE_INFINITY, true), outOfBounds);
        assertFalse(outOfBounds.passes());
        assertEquals(new Deviation(1, Double.POSITIVE_INFINITY, false), off.and(outOfBounds));
        Deviation nan = Deviation.of(new float[]{Float.NaN, 2}, new float[]{Float.NaN, 2}, ONE_TWO);
        assertEquals(Double.POSITIVE_INFINITY, nan.share());
        assertTrue(
                Deviation.of(new float[]{-0f}, new float[]{-0f}, Estimate.of(new double[1], new double[1])).passes());
    }

    @Test
    void travels() {
        CheckRow row = new CheckRow("mb2", "output", "DIRECT", 7, new Deviation(1.5, Double.POSITIVE_INFINITY, false),
                "written\tat\n1");
        CheckRow read = CheckRow.parse(row.line());
        assertEquals("written at 1", read.failure());
        assertEquals(row.deviation(), read.deviation());
        assertFalse(read.passes());
        CheckRow fine = new CheckRow("mb2", "output", "DIRECT", 7, Deviation.NONE, "");
        assertEquals(fine, CheckRow.parse(fine.line()));
        assertTrue(fine.passes());
    }
}
