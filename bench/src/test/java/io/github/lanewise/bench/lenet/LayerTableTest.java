package io.github.lanewise.bench.lenet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.bench.LayerTimes;
import io.github.lanewise.lenet.LayerListener.Pass;
import io.github.lanewise.lenet.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerTableTest {
    private static final int LOSS = 11;

    private final Map<String, Double> times = new HashMap<>(
            Map.of(LayerTable.STEP, 2_263_920.0, LayerTable.FORWARD, 833_040.0));

    private List<String> lines() {
        return new LayerTable(new LenetShape(Model.LENET5_RELU, 10), 100, times, 3).lines().stream()
                .map(line -> line.replaceAll(" +",
                        " "))
                .toList();
    }

    /** The operations that make a training step of this network 2.264 million an image. */
    @Test
    void wholesCountOperations() {
        assertTrue(lines().contains(
                "step: 2,263.9 µs, 4,417 images/s, 10.0 GFLOP/s, 10.0 % of the FMA peak (100.0), 3.0 bytes allocated"),
                lines().toString());
        assertTrue(lines().contains("forward: 833.0 µs, 12,004 images/s, 10.0 GFLOP/s, 10.0 % of the FMA peak (100.0)"),
                lines().toString());
    }

    @Test
    void layersOneByOne() {
        for (int layer = 0; layer <= LOSS; layer++) {
            times.put(LayerTimes.label(layer, Pass.FORWARD), 100_000.0);
            times.put(LayerTimes.label(layer, Pass.BACKWARD), 200_000.0);
        }
        times.put(LayerTimes.UPDATE, 400_000.0);
        assertEquals("conv1: convolution 5×5, padding 2 6×28×28 100.0 2.5 % 23.5 24 % 200.0 5.0 % 11.8 12 %",
                lines().get(1));
        assertEquals("relu 6×28×28 100.0 2.5 % 200.0 5.0 %", lines().get(2));
        assertEquals("conv2: convolution 5×5 16×10×10 100.0 2.5 % 48.0 48 % 200.0 5.0 % 48.0 48 %", lines().get(4));
        assertEquals("softmax, loss 100.0 2.5 % 200.0 5.0 %", lines().get(LOSS + 1));
        assertEquals("optimiser 400.0 10.0 %", lines().get(LOSS + 2));
        assertEquals("together 1200.0 30.0 % 6.9 7 % 2400.0 60.0 % 6.0 6 %", lines().get(LOSS + 3));
    }

    /** Convolution, activation and pooling as one, told of the pooling forward and of the convolution backward. */
    @Test
    void layersThatAreOne() {
        times.put(LayerTimes.label(2, Pass.FORWARD), 100_000.0);
        times.put(LayerTimes.label(5, Pass.FORWARD), 100_000.0);
        times.put(LayerTimes.label(0, Pass.BACKWARD), 100_000.0);
        times.put(LayerTimes.label(3, Pass.BACKWARD), 100_000.0);
        assertEquals("conv1: convolution 5×5, padding 2 6×28×28 100.0 25.0 % 23.5 24 %", lines().get(1));
        assertEquals("relu 6×28×28", lines().get(2));
        assertEquals("max pooling 2×2 6×14×14 100.0 25.0 % 23.5 24 %", lines().get(3));
        assertEquals("max pooling 2×2 16×5×5 100.0 25.0 % 48.0 48 %", lines().get(6));
    }
}
