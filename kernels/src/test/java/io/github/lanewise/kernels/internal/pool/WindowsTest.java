package io.github.lanewise.kernels.internal.pool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.internal.micro.WindowTable;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The table of windows against brute force over every kernel cell of every window. */
class WindowsTest {
    @Property(tries = 1000)
    void windowsHoldTheirCellsInOrder(@ForAll Pool2dShape.Kind kind, @ForAll @IntRange(min = 1, max = 9) int inHeight,
            @ForAll @IntRange(min = 1, max = 9) int inWidth, @ForAll @IntRange(min = 1, max = 4) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 4) int kernelWidth, @ForAll @IntRange(min = 1, max = 3) int strideHeight,
            @ForAll @IntRange(min = 1, max = 3) int strideWidth, @ForAll @IntRange(max = 3) int padTop,
            @ForAll @IntRange(max = 3) int padLeft, @ForAll @IntRange(max = 3) int padBottom,
            @ForAll @IntRange(max = 3) int padRight, @ForAll @IntRange(min = 1, max = 2) int dilationHeight,
            @ForAll @IntRange(min = 1, max = 2) int dilationWidth, @ForAll boolean ceilMode,
            @ForAll @IntRange(max = 2) int divisorOverride) {
        Pool2dShape shape = null;
        try {
            shape = new Pool2dShape(kind, 1, 1, inHeight, inWidth, kernelHeight, kernelWidth, strideHeight, strideWidth,
                    padTop, padLeft, padBottom, padRight, dilationHeight, dilationWidth, ceilMode,
                    kind == Pool2dShape.Kind.MAX ? 0 : divisorOverride);
        } catch (IllegalArgumentException _) {
            Assume.that(false); // a window without a cell, a kernel larger than the image
        }
        check(shape, Windows.table(shape));
    }

    private static void check(Pool2dShape s, WindowTable table) {
        assertEquals(s.outHeight() * s.outWidth(), table.first().length);
        for (int w = 0; w < table.first().length; w++) {
            List<Integer> expected = new ArrayList<>();
            int counted = 0;
            for (int kh = 0; kh < s.kernelHeight(); kh++) {
                for (int kw = 0; kw < s.kernelWidth(); kw++) {
                    int row = w / s.outWidth() * s.strideHeight() - s.padTop() + kh * s.dilationHeight();
                    int column = w % s.outWidth() * s.strideWidth() - s.padLeft() + kw * s.dilationWidth();
                    if (row >= 0 && row < s.inHeight() && column >= 0 && column < s.inWidth()) {
                        expected.add(row * s.inWidth() + column);
                    }
                    if (row < s.inHeight() + s.padBottom() && column < s.inWidth() + s.padRight()) {
                        counted++;
                    }
                }
            }
            List<Integer> actual = new ArrayList<>();
            for (int t = table.tapBegin()[w]; t < table.tapEnd()[w]; t++) {
                actual.add(table.first()[w] + table.tap()[t]);
            }
            assertEquals(expected, actual, "cells of window " + w);
            boolean padding = s.kind() == Pool2dShape.Kind.AVERAGE_INCLUDING_PADDING;
            int divisor = s.divisorOverride() != 0 ? s.divisorOverride() : padding ? counted : expected.size();
            assertEquals(divisor, table.divisor()[w], "divisor of window " + w);
        }
    }

    /** A window over more padding than an int can count, and a dilation that an int cannot double. */
    @Example
    void windowsOfManyTaps() {
        Pool2dShape shape = Pool2dShape.parse("avg_p:ic1ih1kh65536ph65535qh0");
        assertArrayEquals(new float[]{0x1p32f}, Windows.table(shape).divisor());
        assertEquals(1, Windows.cells(shape));
        shape = Pool2dShape.parse("avg_p:ic1ih1kh2dh2147483646ph2147483646qh0");
        WindowTable table = Windows.table(shape);
        assertArrayEquals(new float[]{4}, table.divisor());
        assertEquals(1, Windows.cells(shape));
        assertEquals(0, table.first()[0] + table.tap()[table.tapBegin()[0]]);
    }
}
