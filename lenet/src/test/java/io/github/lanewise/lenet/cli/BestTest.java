package io.github.lanewise.lenet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.lenet.EpochResult;
import io.github.lanewise.lenet.Model;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Trainer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BestTest {
    private final Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 1);
    private final Best best = new Best(parameters);

    private static EpochResult epoch(int epoch, double loss) {
        Trainer.Result training = new Trainer.Result(10, -loss, 0.5, 1, true);
        return new EpochResult(epoch, training, new Trainer.Result(10, loss, 0.5, 1, true));
    }

    private boolean offer(int epoch, double loss) {
        float[] values = new float[parameters.values().length];
        Arrays.fill(values, epoch);
        return best.offer(epoch(epoch, loss), values);
    }

    @Test
    void theFirstOfTheLowest() {
        assertEquals(0, best.waited(0));
        assertTrue(offer(1, 2));
        assertTrue(offer(2, 1));
        assertFalse(offer(3, 1));
        assertFalse(offer(4, 1.5));
        assertEquals(2, best.epoch().epoch());
        assertEquals(2f, best.weights().values()[61_705]);
        assertEquals(2, best.waited(4));
    }

    @Test
    void noNumberIsNeverTheBest() {
        assertFalse(offer(1, Double.NaN));
        assertFalse(offer(2, Double.POSITIVE_INFINITY));
        assertNull(best.epoch());
        assertEquals(2, best.waited(2));
        assertTrue(offer(3, 7));
        assertFalse(offer(4, Double.NaN));
        assertEquals(3, best.epoch().epoch());
    }

    @Test
    void comesAgainFromTheEpochs() {
        best.resume(List.of(epoch(1, 3), epoch(2, 1), epoch(3, 2)), parameters.values());
        assertEquals(2, best.epoch().epoch());
        assertEquals(parameters.hash(), best.weights().hash());
    }
}
