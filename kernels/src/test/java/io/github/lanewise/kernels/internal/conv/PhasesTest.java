package io.github.lanewise.kernels.internal.conv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Phases put together, against the runs that they are made of. */
class PhasesTest {
    @Property(tries = 1000)
    void numbersReadWhatTheirTargetsRead(@ForAll @IntRange(min = 1, max = 40) int in,
            @ForAll @IntRange(min = 1, max = 11) int kernel, @ForAll @IntRange(min = 1, max = 6) int stride,
            @ForAll @IntRange(max = 6) int padBegin, @ForAll @IntRange(min = 1, max = 4) int dilation,
            @ForAll @IntRange(max = 9) int first, @ForAll @IntRange(min = 1, max = 40) int count) {
        List<AxisTaps> runs = AxisTaps.backwardPadded(in, kernel, stride, padBegin, dilation);
        List<Phases> groups = Phases.of(runs);
        assertEquals(groups.size(), groups.stream().map(Phases::cells).distinct().count(), "groups of as many cells");
        assertEquals(new HashSet<>(runs), union(groups), "every run in one group");
        List<Phases> parts = groups.stream().map(group -> group.part(first, count)).toList();
        AxisTaps union = Phases.union(parts);
        for (Phases part : parts) {
            assertTrue(part.count() <= union.count());
            for (int i = 0; i < part.runs().size(); i++) {
                numbersReadWhatTheirTargetsRead(part, i, union);
            }
        }
    }

    private static Set<AxisTaps> union(List<Phases> groups) {
        Set<AxisTaps> all = new HashSet<>();
        groups.forEach(group -> group.runs().forEach(run -> assertTrue(all.add(run), "a run twice")));
        return all;
    }

    private static void numbersReadWhatTheirTargetsRead(Phases part, int i, AxisTaps union) {
        AxisTaps run = part.runs().get(i);
        AxisTaps reads = part.reads();
        for (int target = 0; target < run.count(); target++) {
            int number = part.shift(i) + target;
            assertTrue(number >= 0 && number < part.count(), () -> "number " + number + " of " + part.count());
            int from = run.source() + target;
            int[] cells = IntStream.of(run.offset()).map(offset -> from + offset).toArray();
            assertArrayEquals(cells,
                    IntStream.of(reads.offset()).map(offset -> reads.source() + number + offset).toArray());
            assertArrayEquals(cells,
                    IntStream.of(part.within(union)).map(k -> union.source() + number + union.offset()[k]).toArray());
        }
    }

    @Test
    void kernelOf11AndStrideOf4() {
        List<Phases> groups = Phases.of(AxisTaps.backwardPadded(224, 11, 4, 2, 1));
        assertEquals(List.of(List.of(0, 2, 3), List.of(1)),
                groups.stream().map(group -> group.runs().stream().map(AxisTaps::target).toList()).toList());
        assertEquals(57, groups.get(0).count());
        assertEquals(56, groups.get(1).count());
        assertEquals(3, Phases.union(groups).offset().length);
    }
}
