package io.github.lanewise.kernels.internal.conv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Along one axis, a run of targets that the same kernel cells reach, and where each reads. Target i of the run is the
 * cell {@code target + i·targetStep} of the array that is written; through kernel cell {@code kernel[j]} it reads the cell
 * {@code source + i·sourceStep + offset[j]}.
 *
 * <p>Forward is one run, which may read outside the input: there stands padding. Backward by input has a run for each set
 * of kernel cells that reach an input cell from inside the output, so that nothing but existing pairs is ever read: at the
 * borders fewer, and with a stride one phase after the other. A run may have no kernel cell at all.
 *
 * @param target first cell written
 * @param targetStep cells from one target to the next
 * @param count targets of the run
 * @param source cell that the first target's offsets count from
 * @param sourceStep cells from one target's source to the next
 * @param kernel kernel cells, ascending
 * @param offset for each kernel cell, where it reads relative to the source
 */
record AxisTaps(int target, int targetStep, int count, int source, int sourceStep, int[] kernel, int[] offset) {
    /** The one run of a forward pass. */
    static AxisTaps forward(int out, int kernel, int stride, int padBegin, int dilation) {
        int[] cells = new int[kernel];
        int[] offset = new int[kernel];
        for (int k = 0; k < kernel; k++) {
            cells[k] = k;
            offset[k] = k * dilation;
        }
        return new AxisTaps(0, 1, out, -padBegin, stride, cells, offset);
    }

    /** The runs of a backward pass by input, which together write every input cell once. */
    static List<AxisTaps> backward(int in, int out, int kernel, int stride, int padBegin, int dilation) {
        List<AxisTaps> runs = new ArrayList<>();
        for (int phase = 0; phase < Math.min(stride, in); phase++) {
            int begin = phase;
            while (begin < in) {
                int[] cells = reaching(begin, out, kernel, stride, padBegin, dilation);
                int end = begin + stride;
                while (end < in && Arrays.equals(cells, reaching(end, out, kernel, stride, padBegin, dilation))) {
                    end += stride;
                }
                runs.add(run(begin, (end - begin) / stride, cells, stride, padBegin, dilation));
                begin = end;
            }
        }
        return runs;
    }

    /**
     * The runs of a backward pass by input in which the borders are like the middle: one for each phase of the stride, over
     * all kernel cells of that phase. At the borders they read outside gradOutput, where +0 stands.
     */
    static List<AxisTaps> backwardPadded(int in, int kernel, int stride, int padBegin, int dilation) {
        List<AxisTaps> runs = new ArrayList<>();
        for (int phase = 0; phase < Math.min(stride, in); phase++) {
            int distance = phase + padBegin;
            int[] cells = IntStream.range(0, kernel)
                    .filter(k -> Math.floorMod(distance - k * dilation, stride) == 0).toArray();
            runs.add(run(phase, (in - phase + stride - 1) / stride, cells, stride, padBegin, dilation));
        }
        return runs;
    }

    /** The kernel cells through which some output reads input cell i. */
    private static int[] reaching(int i, int out, int kernel, int stride, int padBegin, int dilation) {
        int[] cells = new int[kernel];
        int found = 0;
        for (int k = 0; k < kernel; k++) {
            int distance = i + padBegin - k * dilation;
            if (distance >= 0 && distance % stride == 0 && distance / stride < out) {
                cells[found++] = k;
            }
        }
        return Arrays.copyOf(cells, found);
    }

    private static AxisTaps run(int begin, int count, int[] cells, int stride, int padBegin, int dilation) {
        int[] offset = new int[cells.length];
        int source = cells.length == 0 ? 0 : (begin + padBegin - cells[0] * dilation) / stride;
        for (int j = 0; j < cells.length; j++) {
            offset[j] = (begin + padBegin - cells[j] * dilation) / stride - source;
        }
        return new AxisTaps(begin, stride, count, source, 1, cells, offset);
    }

    /** Targets {@code first} to {@code first + count} of this run. */
    AxisTaps part(int first, int count) {
        return new AxisTaps(target + first * targetStep, targetStep, count, source + first * sourceStep, sourceStep,
                kernel, offset);
    }

    /** The least offset, 0 where there is none. */
    int leastOffset() {
        return IntStream.of(offset).min().orElse(0);
    }

    /** From the least offset to the largest. */
    int reach() {
        return IntStream.of(offset).max().orElse(0) - leastOffset();
    }
}
