package io.github.lanewise.lenet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.lenet.Schedule.Annealing;
import io.github.lanewise.lenet.Schedule.Cosine;
import io.github.lanewise.lenet.Schedule.Exponential;
import io.github.lanewise.lenet.Schedule.OneCycle;
import io.github.lanewise.lenet.Schedule.Step;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.SyntheticDigits;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    /** A few roundings of numbers up to the largest rate: the formulas below were computed in another order. */
    private static final double ROUNDING = 8 * Math.ulp(1.0);

    @Test
    void constantIsTheRateAsItIs() {
        assertEquals(0.05f, Schedule.CONSTANT.rate(0.05f, 0, 10));
        assertEquals(0.05f, Schedule.CONSTANT.rate(0.05f, 1_000, 10));
    }

    /** Keras: rate · 0.98^(step / 10,000), whatever the run; after half of them √0.98. */
    @Test
    void exponential() {
        Schedule schedule = new Exponential(0.98, 10_000);
        assertEquals(0.01, schedule.rate(0.01, 0, 470));
        assertEquals(0.01 * Math.sqrt(0.98), schedule.rate(0.01, 5_000, 470), 0.01 * ROUNDING);
        assertEquals(0.01 * 0.98, schedule.rate(0.01, 10_000, 470), 0.01 * ROUNDING);
        assertEquals(0.01 * 0.98 * 0.98 * 0.98, schedule.rate(0.01, 30_000, 100_000), 0.01 * ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.8", "29, 0.8", "30, 0.4", "59, 0.4", "60, 0.2", "299, 0.0015625"})
    void step(int step, double expected) {
        assertEquals(expected, new Step(0.5, 30).rate(0.8, step, 300), ROUNDING);
    }

    /** Cosines of 0, 60, 90, 120 and 180 degrees. */
    @ParameterizedTest
    @CsvSource({"0, 0.4", "200, 0.3", "300, 0.2", "400, 0.1", "600, 0", "700, 0"})
    void cosine(int step, double expected) {
        assertEquals(expected, new Cosine().rate(0.4, step, 600), ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "-0.5, 1", "1.01, 1", "NaN, 1", "0.5, 0", "0.5, -3"})
    void decaysThatAreNone(double factor, long every) {
        assertThrows(IllegalArgumentException.class, () -> new Exponential(factor, every));
        assertThrows(IllegalArgumentException.class, () -> new Step(factor, every));
    }

    /** A hundred steps up to 0.1: what the code of PyTorch's documentation for OneCycleLR gives in Python's doubles. */
    @ParameterizedTest
    @CsvSource({"COSINE, 0, 0.004", "COSINE, 10, 0.029516394846410082", "COSINE, 29, 0.1",
            "COSINE, 30, 0.09994965352845243", "COSINE, 64, 0.0500002", "COSINE, 98, 5.07464715475788e-05",
            "COSINE, 99, 4e-07", "LINEAR, 0, 0.004", "LINEAR, 10, 0.037103448275862067", "LINEAR, 29, 0.1",
            "LINEAR, 30, 0.09857143428571429", "LINEAR, 64, 0.0500002", "LINEAR, 98, 0.0014289657142857143",
            "LINEAR, 99, 4e-07"})
    void aHundredSteps(Annealing annealing, int step, double expected) {
        assertEquals(expected, new OneCycle(0.3, annealing).rate(0.1, step, 100), 0.1 * ROUNDING);
    }

    /** A peak between two steps: 0.25 · 7 − 1 = 0.75. */
    @Test
    void aPeakBetweenSteps() {
        double[] cosine = {0.032, 0.7955323483607295, 0.6932211758489356, 0.48900961754903144, 0.25386577479908096,
                0.06950741225564103, 3.2e-06};
        double[] linear = {0.032, 0.7619049142857144, 0.6095245714285715, 0.4571442285714286, 0.3047638857142857,
                0.15238354285714284, 3.2e-06};
        for (int step = 0; step < 7; step++) {
            assertEquals(cosine[step], new OneCycle(0.25, Annealing.COSINE).rate(0.8, step, 7), ROUNDING);
            assertEquals(linear[step], new OneCycle(0.25, Annealing.LINEAR).rate(0.8, step, 7), ROUNDING);
        }
    }

    /** Shares that leave no step before the peak, or just one, and runs of one step. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.1, 0.11, 0.5, 0.999})
    void ratesStayBetweenTheEnds(double warmUp) {
        for (Annealing annealing : Annealing.values()) {
            for (int steps : new int[]{1, 2, 10}) {
                OneCycle schedule = new OneCycle(warmUp, annealing);
                double[] rates = IntStream.range(0, steps).mapToDouble(step -> schedule.rate(1, step, steps)).toArray();
                for (double rate : rates) {
                    assertTrue(rate >= 4e-6 - ROUNDING && rate <= 1, warmUp + " " + annealing + ": " + rate);
                }
                assertEquals(4e-6, rates[steps - 1], ROUNDING);
                assertEquals(rates[steps - 1], schedule.rate(1, steps + 5, steps));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void sharesThatAreNone(double warmUp) {
        assertThrows(IllegalArgumentException.class, () -> new OneCycle(warmUp, Annealing.COSINE));
    }

    /** A run on one thread and on two; and not that of a constant rate. */
    @Test
    void aRunHasOneHash() {
        Schedule oneCycle = new OneCycle(0.3, Annealing.COSINE);
        String serial = hash(oneCycle, Parallel.serial());
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            assertEquals(serial, hash(oneCycle, Parallel.on(pool)));
        }
        assertNotEquals(serial, hash(Schedule.CONSTANT, Parallel.serial()));
    }

    private static String hash(Schedule schedule, Parallel parallel) {
        Dataset digits = SyntheticDigits.generate(1, 300, 1, 1);
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 1);
        Trainer trainer = new Trainer(parameters, digits, new Settings(2, 64, 0.1f, 0.9f).withSchedule(schedule), 1,
                parallel);
        trainer.epoch(_ -> true);
        trainer.epoch(_ -> true);
        return parameters.hash();
    }
}
