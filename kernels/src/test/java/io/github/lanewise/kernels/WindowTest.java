package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How many windows fit an axis. */
class WindowTest {
    private static int outSize(int in, int kernel, int stride, int padBegin, int padEnd, int dilation) {
        return Window.outSize("Width", in, kernel, stride, "padLeft", padBegin, "padRight", padEnd, dilation);
    }

    @Test
    void outSizes() {
        assertEquals(1, outSize(3, 3, 1, 0, 0, 1));
        assertEquals(8, outSize(10, 3, 1, 0, 0, 1));
        assertEquals(3, outSize(11, 3, 3, 0, 0, 2)); // 5 cells a window, at 0, 3 and 6
        assertEquals(4, outSize(11, 3, 3, 1, 2, 2));
    }
}
