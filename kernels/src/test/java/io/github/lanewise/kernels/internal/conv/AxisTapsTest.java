package io.github.lanewise.kernels.internal.conv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Runs of taps against brute force over every output and kernel cell of an axis. */
class AxisTapsTest {
    /** Output and kernel cell of each input cell, in the order of the kernel cells. */
    private record Pair(int kernel, int out) {}

    @Property(tries = 1000)
    void backwardListsExactlyTheExistingPairs(@ForAll @IntRange(min = 1, max = 20) int in,
            @ForAll @IntRange(min = 1, max = 7) int kernel, @ForAll @IntRange(min = 1, max = 5) int stride,
            @ForAll @IntRange(max = 6) int padBegin, @ForAll @IntRange(max = 6) int padEnd,
            @ForAll @IntRange(min = 1, max = 4) int dilation) {
        int free = in + padBegin + padEnd - ((kernel - 1) * dilation + 1);
        Assume.that(free >= 0);
        int out = free / stride + 1;
        TreeMap<Integer, List<Pair>> expected = new TreeMap<>();
        for (int i = 0; i < in; i++) {
            expected.put(i, new ArrayList<>());
        }
        for (int k = 0; k < kernel; k++) {
            for (int o = 0; o < out; o++) {
                int i = o * stride - padBegin + k * dilation;
                if (i >= 0 && i < in) {
                    expected.get(i).add(new Pair(k, o));
                }
            }
        }
        TreeMap<Integer, List<Pair>> actual = new TreeMap<>();
        for (AxisTaps run : AxisTaps.backward(in, out, kernel, stride, padBegin, dilation)) {
            assertTrue(run.count() > 0, "an empty run");
            for (int i = 0; i < run.count(); i++) {
                int target = run.target() + i * run.targetStep();
                assertFalse(actual.containsKey(target), () -> "cell " + target + " written twice");
                actual.put(target, pairs(run, i));
            }
        }
        assertEquals(expected, actual);
    }

    @Property(tries = 300)
    void forwardIsOneRunOverAllOutputs(@ForAll @IntRange(min = 1, max = 30) int out,
            @ForAll @IntRange(min = 1, max = 7) int kernel, @ForAll @IntRange(min = 1, max = 5) int stride,
            @ForAll @IntRange(max = 6) int padBegin, @ForAll @IntRange(min = 1, max = 4) int dilation) {
        AxisTaps run = AxisTaps.forward(out, kernel, stride, padBegin, dilation);
        TreeSet<Integer> written = new TreeSet<>();
        for (int i = 0; i < run.count(); i++) {
            int target = run.target() + i * run.targetStep();
            assertTrue(written.add(target), () -> "output " + target + " written twice");
            List<Pair> pairs = pairs(run, i);
            assertEquals(kernel, pairs.size());
            for (int k = 0; k < kernel; k++) {
                assertEquals(new Pair(k, target * stride - padBegin + k * dilation), pairs.get(k));
            }
        }
        assertEquals(out, written.size());
        assertTrue(written.first() == 0 && written.last() == out - 1);
    }

    /** What target i of a run reads, kernel cell by kernel cell. */
    private static List<Pair> pairs(AxisTaps run, int i) {
        List<Pair> pairs = new ArrayList<>();
        for (int j = 0; j < run.kernel().length; j++) {
            pairs.add(new Pair(run.kernel()[j], run.source() + i * run.sourceStep() + run.offset()[j]));
        }
        return pairs;
    }
}
