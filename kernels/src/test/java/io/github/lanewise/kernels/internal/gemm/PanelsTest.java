package io.github.lanewise.kernels.internal.gemm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.testing.Floats;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PanelsTest {
    @Property(tries = 300)
    void packsEveryElementAndPadsWithZeros(@ForAll @IntRange(min = 1, max = 16) int rows,
            @ForAll @IntRange(max = 4) int spare, @ForAll @IntRange(max = 20) int depth,
            @ForAll @IntRange(max = 3) int gap, @ForAll boolean transposed) {
        int width = rows + spare;
        int rowStride = transposed ? 1 : depth + gap;
        int depthStride = transposed ? rows + gap : 1;
        Floats from = Floats.plain(new Random(rows * 31L + depth), rows * depth + (rows + depth) * gap);
        Floats packed = Floats.poisoned(width * depth);
        Floats expected = packed.copy();
        for (int i = 0; i < width; i++) {
            for (int k = 0; k < depth; k++) {
                expected.set(k * width + i, i < rows ? from.get(i * rowStride + k * depthStride) : 0f);
            }
        }
        Panels.pack(rows, width, depth, from.array, from.offset, rowStride, depthStride, packed.array, packed.offset);
        expected.assertSame("pack", packed);
    }

    @Property(tries = 100)
    void panelsHoldTheirRows(@ForAll @IntRange(min = 1, max = 100) int count,
            @ForAll @IntRange(min = 1, max = 16) int width, @ForAll @IntRange(max = 9) int depth) {
        int panels = 0;
        for (int i = 0; i < count; i += width) {
            panels++;
        }
        assertEquals(panels, Panels.panels(count, width));
        assertEquals(panels * width * depth, Panels.floats(count, width, depth));
    }
}
