package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.lanewise.kernels.testing.Floats;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedWeightTest {
    private static final Parallel SERIAL = Parallel.serial();

    private final Random random = new Random(5);
    private final Scratch scratch = new Scratch();

    private float[] floats(int length) {
        return Floats.plain(random, length).array;
    }

    private static Dense dense(int batch, Layout layout) {
        return Dense.plan(new DenseShape(batch, 20, 33), layout);
    }

    @Test
    void plansOfOtherBatchesAndSizesShareIt() {
        float[] weight = floats(16 * 6 * 25 + 3);
        float[] input = floats(40 * 6 * 14 * 14);
        PackedWeight packed = Conv2d.plan(Conv2dShape.parse("mb3ic6ih14oc16kh5"), Conv2d.Algorithm.ROWS).pack(weight, 3,
                scratch, SERIAL);
        Conv2d other = Conv2d.plan(Conv2dShape.parse("mb32ic6ih9oc16kh5"), Conv2d.Algorithm.DIRECT);
        float[] expected = new float[32 * 16 * 25];
        other.forward(input, 0, weight, 3, null, 0, expected, 0, scratch, SERIAL);
        float[] output = new float[expected.length];
        other.forward(input, 0, packed, null, 0, output, 0, scratch, SERIAL);
        assertArrayEquals(expected, output);
    }

    @Test
    void itIsACopy() {
        for (Layout layout : Layout.values()) {
            Dense plan = dense(3, layout);
            float[] weight = floats(20 * 33);
            float[] input = floats(layout.length(3, 20));
            float[] expected = new float[layout.length(3, 33)];
            plan.forward(input, weight, null, expected, scratch, SERIAL);
            PackedWeight packed = plan.pack(weight, 0, scratch, SERIAL);
            Arrays.fill(weight, Float.NaN);
            float[] output = new float[expected.length];
            plan.forward(input, 0, packed, null, 0, output, 0, scratch, SERIAL);
            assertArrayEquals(expected, output, layout.toString());
        }
    }

    @Test
    void otherPlansRefuseIt() {
        PackedWeight rows = dense(3, Layout.NCHW).pack(new float[660], 0, scratch, SERIAL);
        PackedWeight lanes = dense(3, Layout.LANES).pack(new float[660], 0, scratch, SERIAL);
        assertEquals("packed in panels, 33×20", rows.toString());
        refuse("weight is packed sixteen rows side by side, 33×20; expected in panels, 33×20",
                () -> dense(1, Layout.NCHW).forward(new float[20], 0, lanes, null, 0, new float[33], 0, scratch,
                        SERIAL));
        Dense narrower = Dense.plan(new DenseShape(1, 20, 32));
        refuse("weight is packed in panels, 33×20; expected in panels, 32×20",
                () -> narrower.forward(new float[20], 0, rows, null, 0, new float[32], 0, scratch, SERIAL));
        Conv2d im2col = Conv2d.plan(Conv2dShape.parse("g2ic4ih9oc6kh3"), Conv2d.Algorithm.IM2COL);
        Conv2d direct = Conv2d.plan(im2col.shape(), Conv2d.Algorithm.DIRECT);
        PackedWeight plain = im2col.pack(new float[108], 0, scratch, SERIAL);
        refuse("weight is packed in its own order, 6×2×3×3, groups 2, all connected; "
                + "expected tile by tile, 6×2×3×3, groups 2, all connected",
                () -> direct.forward(new float[324], 0, plain, null, 0, new float[294], 0, scratch, SERIAL));
        assertEquals("weight", assertThrows(NullPointerException.class,
                () -> direct.forward(new float[324], 0, (PackedWeight) null, null, 0, new float[294], 0, scratch,
                        SERIAL))
                .getMessage());
    }

    private static void refuse(String message, Runnable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
