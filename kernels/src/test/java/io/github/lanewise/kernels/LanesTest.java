package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lanewise.kernels.testing.Floats;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lanes and back, against the formula in {@link Layout#LANES}, in arrays that are as long as they must be. */
class LanesTest {
    private final Scratch scratch = new Scratch(); // one for all calls: each must let go of it

    @ParameterizedTest
    @CsvSource({"1, 1", "15, 7", "16, 16", "17, 1", "40, 33", "32, 100"})
    void thereAndBack(int batch, int length) {
        int groups = (batch + 15) / 16;
        float[] images = Arrays.copyOf(Floats.plain(new Random(batch), batch * length).array, batch * length + 3);
        float[] expected = new float[2 + groups * length * 16];
        Arrays.fill(expected, 0, 2, Float.NaN);
        for (int n = 0; n < batch; n++) {
            for (int i = 0; i < length; i++) {
                expected[2 + (n / 16 * length + i) * 16 + n % 16] = images[3 + n * length + i];
            }
        }
        Lanes plan = Lanes.plan(batch, length);
        float[] lanes = new float[expected.length];
        Arrays.fill(lanes, Float.NaN);
        plan.pack(images, 3, lanes, 2, scratch, Parallel.serial());
        assertArrayEquals(expected, lanes);
        float[] back = Arrays.copyOf(images, images.length);
        Arrays.fill(back, 3, back.length, Float.NaN);
        plan.unpack(lanes, 2, back, 3, scratch, Parallel.serial());
        assertArrayEquals(images, back);
        plan.pack(images, 3, lanes, 2, scratch, Parallel.serial()); // the call before has let go of the scratch
        assertArrayEquals(expected, lanes);
        assertEquals("lanes:mb" + batch + "n" + length, plan.toString());
    }

    @Test
    void lengths() {
        assertEquals(51, Layout.NCHW.length(17, 3));
        assertEquals(96, Layout.LANES.length(17, 3));
        assertEquals(48, Layout.LANES.length(16, 3));
        assertThrows(IllegalArgumentException.class, () -> Layout.LANES.length(1, 1 << 27));
        assertThrows(IllegalArgumentException.class, () -> Lanes.plan(0, 5));
        assertThrows(IllegalArgumentException.class, () -> Lanes.plan(5, 0));
    }
}
