package io.github.lanewise.lenet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Scratch;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureMapTest {
    private static final int SIZE = 28;

    private static byte[] pixels() {
        byte[] pixels = new byte[SIZE * SIZE];
        new Random(7).nextBytes(pixels);
        return pixels;
    }

    @ParameterizedTest
    @EnumSource(Model.class)
    void everyLayerOfEveryModelAndTheLogitsLast(Model model) {
        int size = model.inputSizes().getLast();
        Parameters parameters = Parameters.initial(model, size, 3);
        List<FeatureMap> maps = FeatureMap.of(parameters, pixels(), SIZE, SIZE);
        assertEquals(parameters.layers(), maps.stream().map(FeatureMap::layer).toList());
        maps.forEach(map -> assertEquals(map.shape().length(), map.values().length, map.layer().label()));
        Network network = new Network(parameters, 1, new Scratch(), Parallel.serial());
        new Images(pixels(), new byte[1], SIZE, SIZE).fill(network, size, 0);
        network.forward();
        float[] logits = network.logits().clone();
        if (maps.getLast().layer() instanceof LayerSpec.DigitDistance) { // whose logits are minus the distances
            for (int i = 0; i < logits.length; i++) {
                logits[i] = -logits[i];
            }
        }
        assertArrayEquals(logits, maps.getLast().values());
    }

    @Test
    void aConvolutionIsSeenBeforeItsActivation() {
        List<FeatureMap> maps = FeatureMap.of(Parameters.initial(Model.LENET5_RELU, SIZE, 3), pixels(), SIZE, SIZE);
        float[] convolved = maps.get(0).values();
        float[] activated = maps.get(1).values();
        boolean negative = false;
        for (int i = 0; i < convolved.length; i++) {
            negative |= convolved[i] < 0;
            assertEquals(Math.max(convolved[i], 0), activated[i], 0, "cell " + i);
        }
        assertTrue(negative, "nothing below zero");
    }

    /** The value of each pooled cell stands in the plane before it where the winner says, within its window. */
    @Test
    void winnersPointAtTheirValues() {
        List<FeatureMap> maps = FeatureMap.of(Parameters.initial(Model.LENET5_RELU, SIZE, 3), pixels(), SIZE, SIZE);
        int pooled = 0;
        for (int i = 1; i < maps.size(); i++) {
            FeatureMap map = maps.get(i);
            if (!(map.layer() instanceof LayerSpec.Pooling pooling)) {
                assertNull(map.winners(), map.layer().label());
                continue;
            }
            assertEquals(Pool2dShape.Kind.MAX, pooling.kind());
            assertNotNull(map.winners());
            Shape before = maps.get(i - 1).shape();
            for (int cell = 0; cell < map.values().length; cell++) {
                int plane = cell / (map.shape().height() * map.shape().width());
                int row = cell / map.shape().width() % map.shape().height();
                int column = cell % map.shape().width();
                int winner = map.winners()[cell];
                assertEquals(row, winner / before.width() / 2, map.layer().label());
                assertEquals(column, winner % before.width() / 2, map.layer().label());
                assertEquals(maps.get(i - 1).values()[plane * before.height() * before.width() + winner],
                        map.values()[cell]);
                pooled++;
            }
        }
        assertEquals(6 * 14 * 14 + 16 * 5 * 5, pooled);
    }

    @Test
    void refusesWhatDoesNotFit() {
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, SIZE, 3);
        assertEquals("pixels has 784 elements; 28×27 needs 756",
                assertThrows(IllegalArgumentException.class, () -> FeatureMap.of(parameters, pixels(), 28, 27))
                        .getMessage());
        assertEquals("image is 29×28; the model takes at most 28×28",
                assertThrows(IllegalArgumentException.class,
                        () -> FeatureMap.of(parameters, new byte[29 * 28], 29, 28)).getMessage());
    }
}
