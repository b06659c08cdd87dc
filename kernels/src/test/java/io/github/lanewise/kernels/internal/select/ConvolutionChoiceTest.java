package io.github.lanewise.kernels.internal.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Conv2d;
import io.github.lanewise.kernels.Conv2d.Algorithm;
import io.github.lanewise.kernels.Conv2dShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionChoiceTest {
    /** Rows and pixels of the tiles that there are. */
    private static final List<Integer> TILES = List.of(83, 82, 81, 64, 63, 62, 61, 44, 42, 41, 33, 32, 31, 14, 11);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"mb128ic1ih28oc6kh5ph2 | DIRECT | pays for sixteen lanes",
            "mb128ic6ih14oc16kh5 | DIRECT | pays for sixteen lanes",
            "mb6ic3ih9oc4kh3 | DIRECT | pays for sixteen lanes",
            "mb5ic3ih10oc4kh3 | ROWS | a batch of 5 leaves most", "mb5ic3ih9oc4kh3 | IM2COL | 5 of 16 lanes",
            "mb5ic3ih9oc4kh3sh2 | IM2COL | 5 of 16 lanes",
            "ic32ih8oc64kh5 | IM2COL | 1 of 16 lanes", "ic3ih15oc4kh3 | ROWS | a batch of 1",
            "ic3ih19oc4kh3 | IM2COL | 1 of 16", "ic6ih14oc16kh5 | ROWS | as much as 240000",
            "ic3ih34oc4kh3sh2sw1 | ROWS | a batch of 1", "ic3ih16oc4kh3sh2sw1 | ROWS | a batch of 1",
            "ic3ih20oc4kh3sh2sw1 | IM2COL | 1 of 16",
            "ic3ih12oc4kh3sh2sw1 | IM2COL | 1 of 16", "ic64ih28oc64kh3ph1 | IM2COL | 1 of 16 lanes",
            "mb16ic64ih56oc64kh3ph1 | IM2COL | stay in L2", "ic512ih64oc512kh3ph1 | IM2COL | more than",
            "g6mb3ic6ih7oc6kh3 | DEPTHWISE | each plane has its own kernel", "g6mb6ic6ih7oc6kh3sh2 | DIRECT | pays for",
            "g3mb6ic6ih7oc6kh3 | DIRECT | pays for", "g2mb3ic2ih1100oc2kh3 | IM2COL | more than"})
    void namesTheReason(String problem, Algorithm algorithm, String reason) {
        Conv2dShape shape = Conv2dShape.parse(problem.trim());
        ConvolutionChoice choice = ConvolutionChoice.of(shape, null);
        assertEquals(algorithm, choice.candidates().getFirst(), problem);
        assertTrue(choice.explain().contains(reason), choice::explain);
        String explained = Conv2d.plan(shape).explain();
        assertTrue(explained.startsWith(problem.trim() + " with " + algorithm + " on "), explained);
    }

    @Test
    void everyCandidateCanBePlanned() {
        for (String problem : List.of("mb128ic1ih28oc6kh5ph2", "ic64ih28oc64kh3ph1", "mb3ic6ih7oc6kh3g6")) {
            Conv2dShape shape = Conv2dShape.parse(problem);
            assertEquals(shape.groups() == 1 ? 3 : 4, Conv2d.candidates(shape).size());
            for (Algorithm algorithm : Conv2d.candidates(shape)) {
                assertEquals(algorithm, Conv2d.plan(shape, algorithm).algorithm());
            }
        }
    }

    /** Tiles cover what is left, and there is a micro-kernel of each size. */
    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void tilesFit(int registers) {
        for (int left = 1; left <= 40; left++) {
            int rows = DirectTileTable.rows(left, registers);
            assertTrue(rows <= left && rows <= DirectTileTable.LARGEST_ROWS, "rows of " + left);
            for (int pixels = 1; pixels <= 40; pixels++) {
                int tilePixels = DirectTileTable.pixels(rows, pixels, registers);
                assertTrue(tilePixels <= pixels && TILES.contains(10 * rows + tilePixels),
                        rows + " rows, " + pixels + " pixels");
            }
            int gradientRows = DirectTileTable.gradientRows(left, registers);
            assertTrue(gradientRows >= 1 && gradientRows <= Math.min(left, DirectTileTable.LARGEST_GRADIENT_ROWS));
            assertTrue(DirectTileTable.gradientTaps(left) <= left);
        }
    }
}
