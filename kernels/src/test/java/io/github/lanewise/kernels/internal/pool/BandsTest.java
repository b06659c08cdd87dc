package io.github.lanewise.kernels.internal.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.internal.micro.WindowTable;
import io.github.lanewise.kernels.internal.pool.Bands.Band;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Bands of planes, cut at limits small enough that small planes have many. */
class BandsTest {
    @Property(tries = 1000)
    void bandsHoldAllThatTheyNeed(@ForAll @IntRange(min = 1, max = 12) int inHeight,
            @ForAll @IntRange(min = 1, max = 40) int inWidth, @ForAll @IntRange(min = 1, max = 4) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 4) int kernelWidth, @ForAll @IntRange(min = 1, max = 5) int strideHeight,
            @ForAll @IntRange(min = 1, max = 5) int strideWidth, @ForAll @IntRange(max = 3) int padding,
            @ForAll @IntRange(min = 1, max = 3) int dilation, @ForAll boolean ceilMode,
            @ForAll @IntRange(min = 2, max = 200) int limit) {
        WindowTable table = null;
        try {
            table = Windows.table(Pool2dShape.builder(Pool2dShape.Kind.MAX, 1, 1, inHeight, inWidth)
                    .kernel(kernelHeight, kernelWidth).stride(strideHeight, strideWidth).padding(padding, padding)
                    .dilation(dilation).ceilMode(ceilMode).build());
        } catch (IllegalArgumentException _) {
            Assume.that(false); // a window without a cell, a kernel larger than the image
        }
        int cells = inHeight * inWidth;
        Bands bands = new Bands(table);
        ofWindows(table, bands.ofWindows(limit), cells, limit);
        ofCells(table, bands.ofCells(cells, limit), cells, limit);
    }

    private static void ofWindows(WindowTable table, List<Band> bands, int cells, int limit) {
        int next = 0;
        for (Band band : bands) {
            assertEquals(next, band.beginWindow());
            assertTrue(band.windows() > 0);
            next = band.endWindow();
            holdsItsWindows(table, band, cells);
            assertTrue(band.windows() == 1 || band.cells() + band.windows() <= limit, band + " is too large");
        }
        assertEquals(table.first().length, next);
    }

    private static void ofCells(WindowTable table, List<Band> bands, int cells, int limit) {
        int next = 0;
        for (Band band : bands) {
            assertEquals(next, band.beginOwn());
            assertTrue(band.own() > 0);
            assertTrue(cells + table.first().length <= limit || band.own() <= limit / 2, band + " is too large");
            next = band.endOwn();
            assertTrue(band.beginCell() <= band.beginOwn() && band.endOwn() <= band.endCell());
            holdsItsWindows(table, band, cells);
            holdsNoOther(table, band);
            for (int w = 0; w < table.first().length; w++) {
                boolean inside = w >= band.beginWindow() && w < band.endWindow();
                for (int t = table.tapBegin()[w]; t < table.tapEnd()[w]; t++) {
                    int cell = table.first()[w] + table.tap()[t];
                    assertTrue(inside || cell < band.beginOwn() || cell >= band.endOwn(),
                            band + " lacks window " + w);
                }
            }
        }
        assertEquals(cells, next);
        assertTrue(cells + table.first().length > limit || bands.size() == 1, "one band is enough");
    }

    /** The first and the last window reach a cell that the band owns, as do the cells before or behind them. */
    private static void holdsNoOther(WindowTable table, Band band) {
        for (int w = band.beginWindow(); w < band.endWindow(); w++) {
            int first = table.first()[w] + table.tap()[table.tapBegin()[w]];
            int end = table.first()[w] + table.tap()[table.tapEnd()[w] - 1] + 1;
            assertTrue(w > band.beginWindow() || end > band.beginOwn(), band + " begins too early");
            assertTrue(w < band.endWindow() - 1 || first < band.endOwn(), band + " ends too late");
        }
    }

    private static void holdsItsWindows(WindowTable table, Band band, int cells) {
        assertTrue(0 <= band.beginCell() && band.beginCell() < band.endCell() && band.endCell() <= cells);
        for (int w = band.beginWindow(); w < band.endWindow(); w++) {
            for (int t = table.tapBegin()[w]; t < table.tapEnd()[w]; t++) {
                int cell = table.first()[w] + table.tap()[t];
                assertTrue(cell >= band.beginCell() && cell < band.endCell(), band + " lacks a cell of window " + w);
            }
        }
    }

    @Example
    void floatsOfTheLargest() {
        List<Band> bands = List.of(new Band(0, 3, 0, 10, 0, 10), new Band(3, 5, 8, 20, 10, 20));
        assertEquals((10 + 2 * 3) * 16, Bands.floats(bands, 2));
        assertEquals((12 + 2) * 16, Bands.floats(bands, 1));
        Band most = new Band(0, 1, 0, Integer.MAX_VALUE / 16 - 1, 0, 1);
        assertEquals(Integer.MAX_VALUE / 16 * 16, Bands.floats(List.of(most), 1));
        String message = assertThrows(IllegalArgumentException.class, () -> Bands.floats(List.of(most), 2))
                .getMessage();
        assertTrue(message.contains("need 2147483648 floats"), message);
    }
}
