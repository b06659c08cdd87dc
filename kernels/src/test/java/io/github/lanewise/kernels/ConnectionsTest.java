package io.github.lanewise.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.testing.Floats;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Tables of connections, and convolutions over them against full ones whose other weights are 0. */
class ConnectionsTest {
    private static final Connections C3 = Connections.LENET5_C3;

    private final Random random = new Random(5);
    private final Scratch scratch = new Scratch();

    /** What the paper says of its table I, whose six maps form a ring. */
    @Test
    void lenet5() {
        assertEquals(List.of(16, 6, 60), List.of(C3.outChannels(), C3.inChannels(), C3.count()));
        assertEquals(1516, C3.count() * 25 + C3.outChannels());
        Set<List<Integer>> sets = new HashSet<>();
        for (int o = 0; o < 16; o++) {
            int[] seen = C3.seenBy(o);
            sets.add(Arrays.stream(seen).boxed().toList());
            int begins = 0; // of stretches of neighbours
            for (int c : seen) {
                begins += C3.connected(o, (c + 5) % 6) ? 0 : 1;
            }
            String kind = seen.length + " in " + begins;
            assertEquals(o < 6 ? "3 in 1" : o < 12 ? "4 in 1" : o < 15 ? "4 in 2" : "6 in 0", kind, "map " + o);
        }
        assertEquals(16, sets.size());
        for (int c = 0; c < 6; c++) {
            int channel = c;
            assertEquals(10, IntStream.range(0, 16).filter(o -> C3.connected(o, channel)).count(), "map " + c);
        }
        assertArrayEquals(new int[]{0, 4, 5}, C3.seenBy(4));
        assertArrayEquals(new int[]{0, 2, 3, 5}, C3.seenBy(14));
    }

    @Test
    void values() {
        boolean[][] table = {{true, false, true}, {false, true, false}};
        Connections connections = Connections.of(table);
        table[0][1] = true;
        assertEquals(Connections.of(new boolean[][]{{true, false, true}, {false, true, false}}), connections);
        assertEquals(Connections.of(new boolean[][]{{true, false, true}, {false, true, false}}).hashCode(),
                connections.hashCode());
        assertNotEquals(Connections.of(table), connections);
        assertNotEquals(Connections.of(new boolean[][]{{true}}), Connections.of(new boolean[][]{{true, false}}));
        assertNotEquals(Connections.of(new boolean[][]{{true}}).hashCode(),
                Connections.of(new boolean[][]{{true, false}}).hashCode());
        assertNotEquals(Connections.of(first(40)).hashCode(), Connections.of(first(41)).hashCode());
        assertEquals("[[0, 2], [1]] of 3", connections.toString());
        connections.seenBy(0)[0] = 1;
        assertArrayEquals(new int[]{0, 2}, connections.seenBy(0));
    }

    /** An output channel that sees the first input channel alone. */
    private static boolean[][] first(int inChannels) {
        boolean[][] table = new boolean[1][inChannels];
        table[0][0] = true;
        return table;
    }

    @Test
    void plan() {
        Conv2dShape shape = Conv2dShape.parse("mb16ic6ih14oc16kh5");
        Conv2d plan = Conv2d.plan(shape, C3);
        assertEquals(Optional.of(C3), plan.connections());
        assertEquals(Optional.empty(), Conv2d.plan(shape).connections());
        assertEquals(Conv2d.Algorithm.DIRECT, plan.algorithm());
        String explained = plan.explain();
        assertTrue(explained.startsWith("mb16ic6ih14oc16kh5 (60 of 96 connections) with DIRECT on "), explained);
        assertTrue(explained.contains("forward: 4,800,000 floating-point operations"), explained);
        assertTrue(explained.contains("im2col would gather the input anew"), explained);
    }

    /** Every way to a plan refuses groups, and channels that the table has not. */
    @Test
    void shapesThatDoNotFit() {
        for (String problem : List.of("g2mb16ic6ih14oc16kh5", "mb16ic5ih14oc16kh5", "mb16ic6ih14oc15kh5")) {
            Conv2dShape shape = Conv2dShape.parse(problem);
            for (Executable way : List.<Executable>of(() -> Conv2d.plan(shape, C3),
                    () -> Conv2d.plan(shape, C3, Layout.LANES), () -> Conv2d.plan(shape, C3, Conv2d.Algorithm.DIRECT),
                    () -> Conv2d.candidates(shape, C3))) {
                assertThrows(IllegalArgumentException.class, way, problem);
            }
        }
    }

    /** Runs of equal neighbours longer than a tile and than a block, channels that nothing sees, and all that see all. */
    @Test
    void convolutions() {
        check("mb17ic6ih9iw7oc16kh5ph1sh2", C3);
        check("mb66ic5ih6oc40kh3ph1", table(40, 5, (o, c) -> o < 37 ? c % 2 == 0 : c == 4));
        check("mb3ic11ih5oc4kh2dh2qh1", table(4, 11, (o, c) -> c < 9 == o < 3));
        check("mb2ic5iw30oc7kw3pw2", table(7, 5, (o, c) -> o % 5 == c || c == 1));
        check("mb18ic4ih4oc3kh1", table(3, 4, (o, c) -> true));
        check("mb2ic5ih4oc4kh1", table(4, 5, (o, c) -> c == o / 2 || c == o / 2 + 3)); // two planes lie between them
        check("mb2ic5ih4oc4kh1", table(4, 5, (o, c) -> c == o || c == o + 1));
    }

    private interface Sees {
        boolean sees(int outChannel, int inChannel);
    }

    private static Connections table(int outChannels, int inChannels, Sees sees) {
        boolean[][] table = new boolean[outChannels][inChannels];
        for (int o = 0; o < outChannels; o++) {
            for (int c = 0; c < inChannels; c++) {
                table[o][c] = sees.sees(o, c);
            }
        }
        return Connections.of(table);
    }

    /** Adding 0 times a finite number changes no chain, as none of these holds −0. */
    private void check(String problem, Connections connections) {
        Conv2dShape s = Conv2dShape.parse(problem);
        int cells = s.kernelHeight() * s.kernelWidth();
        Floats input = Floats.plain(random, s.batch() * s.inChannels() * s.inHeight() * s.inWidth());
        Floats gradOutput = Floats.plain(random, s.batch() * s.outChannels() * s.outHeight() * s.outWidth());
        Floats bias = Floats.plain(random, s.outChannels());
        Floats weight = Floats.plain(random, connections.count() * cells);
        float[] all = new float[s.outChannels() * s.inChannels() * cells];
        int[] place = places(connections, cells);
        for (int i = 0; i < place.length; i++) {
            all[place[i]] = weight.get(i);
        }
        Conv2d full = Conv2d.plan(s);
        Floats output = Floats.poisoned(gradOutput.length);
        Floats gradInput = Floats.poisoned(input.length);
        Floats gradBias = Floats.poisoned(bias.length);
        float[] gradAll = new float[all.length];
        full.forward(input.array, input.offset, all, 0, bias.array, bias.offset, output.array, output.offset, scratch,
                Parallel.serial());
        full.backwardInput(gradOutput.array, gradOutput.offset, all, 0, gradInput.array, gradInput.offset, scratch,
                Parallel.serial());
        full.backwardWeight(input.array, input.offset, gradOutput.array, gradOutput.offset, gradAll, 0, gradBias.array,
                gradBias.offset, scratch, Parallel.serial());
        Floats gradWeight = Floats.poisoned(weight.length);
        for (int i = 0; i < place.length; i++) {
            gradWeight.set(i, gradAll[place[i]]);
        }
        for (Conv2d.Algorithm algorithm : Conv2d.candidates(s, connections)) {
            Conv2d plan = Conv2d.plan(s, connections, algorithm);
            String what = problem + " " + algorithm;
            Floats y = Floats.poisoned(output.length);
            plan.forward(input.array, input.offset, weight.array, weight.offset, bias.array, bias.offset, y.array,
                    y.offset, scratch, Parallel.serial());
            output.assertSame(what + " forward", y);
            Floats dx = Floats.poisoned(input.length);
            plan.backwardInput(gradOutput.array, gradOutput.offset, weight.array, weight.offset, dx.array, dx.offset,
                    scratch, Parallel.serial());
            gradInput.assertSame(what + " gradInput", dx);
            Floats dw = Floats.poisoned(weight.length);
            Floats db = Floats.poisoned(bias.length);
            plan.backwardWeight(input.array, input.offset, gradOutput.array, gradOutput.offset, dw.array, dw.offset,
                    db.array, db.offset, scratch, Parallel.serial());
            gradWeight.assertSame(what + " gradWeight", dw);
            gradBias.assertSame(what + " gradBias", db);
        }
    }

    /** Where each weight of the connected pairs stands among all weights. */
    private static int[] places(Connections connections, int cells) {
        return IntStream.range(0, connections.outChannels() * connections.inChannels() * cells).filter(i -> {
            int pair = i / cells;
            return connections.connected(pair / connections.inChannels(), pair % connections.inChannels());
        }).toArray();
    }
}
