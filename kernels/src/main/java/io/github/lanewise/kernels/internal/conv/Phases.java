package io.github.lanewise.kernels.internal.conv;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ArrayList;
import java.util.stream.IntStream;

/**
 * Runs of targets along one axis that read with the same offsets, each through kernel cells of its own. In backward by input
 * these are phases of the stride: with kernel 11 and stride 4, phase by phase the cells {2, 6, 10}, {3, 7}, {0, 4, 8} and
 * {1, 5, 9}, where all but the second have the offsets 0, −1, −2. What they read is gathered once, and one product serves
 * all: its targets are numbered by the cell that they read from, so that those of a run are consecutive numbers. Runs may
 * begin and end at different numbers; what a run does not have is computed with the others and not copied out.
 *
 * @param runs at least one
 */
record Phases(List<AxisTaps> runs) {
    /** Runs put together by their offsets. */
    static List<Phases> of(List<AxisTaps> runs) {
        Map<List<Integer>, List<AxisTaps>> alike = new LinkedHashMap<>();
        for (AxisTaps run : runs) {
            List<Integer> offsets = IntStream.of(run.offset()).boxed().toList();
            alike.computeIfAbsent(offsets, key -> new ArrayList<>()).add(run);
        }
        return alike.values().stream().map(Phases::new).toList();
    }

    /** The one run of a forward pass. */
    static Phases single(AxisTaps run) {
        return new Phases(List.of(run));
    }

    /** Targets {@code first} to {@code first + count} of each run. */
    Phases part(int first, int count) {
        return new Phases(
                runs.stream().map(run -> run.part(first, Math.clamp(run.count() - first, 0, count))).toList());
    }

    /** Kernel cells of each run. */
    int cells() {
        return runs.getFirst().offset().length;
    }

    /** The cell that the offsets of number 0 count from. */
    private int source() {
        return runs.stream().mapToInt(AxisTaps::source).min().orElseThrow();
    }

    /** The number of a run's first target. */
    int shift(int run) {
        return (runs.get(run).source() - source()) / runs.get(run).sourceStep();
    }

    /** Numbers of all runs. */
    int count() {
        return IntStream.range(0, runs.size()).map(i -> shift(i) + runs.get(i).count()).max().orElseThrow();
    }

    /** What the numbers read, as a run of its own. */
    AxisTaps reads() {
        AxisTaps run = runs.getFirst();
        return new AxisTaps(0, 1, count(), source(), run.sourceStep(), run.kernel(), run.offset());
    }

    /** What several groups of phases read: as if each cell read by a number 0 were a kernel cell, for the longest group. */
    static AxisTaps union(List<Phases> groups) {
        int[] cells = groups.stream().flatMapToInt(group -> IntStream.of(group.firstReads())).distinct().sorted()
                .toArray();
        int count = groups.stream().mapToInt(Phases::count).max().orElseThrow();
        int step = groups.getFirst().runs.getFirst().sourceStep();
        return new AxisTaps(0, 1, count, 0, step, IntStream.range(0, cells.length).toArray(), cells);
    }

    /** Which cells of a union number 0 reads. */
    int[] within(AxisTaps union) {
        return IntStream.of(firstReads()).map(cell -> Arrays.binarySearch(union.offset(), cell)).toArray();
    }

    private int[] firstReads() {
        return IntStream.of(runs.getFirst().offset()).map(offset -> source() + offset).toArray();
    }
}
