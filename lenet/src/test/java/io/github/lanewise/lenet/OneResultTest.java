package io.github.lanewise.lenet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.lanewise.kernels.Adam;
import io.github.lanewise.kernels.Backend;
import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.SyntheticDigits;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole training run has one hash, whatever runs it. The build runs this class once for each back end. */
@Tag("every-width")
class OneResultTest {
    private static final String RELU = "de6893f6745198f7d4b4aa2875e47958c0111b51a1844181343682c27b7740d2";
    private static final String SIGMOID = "bef3823b9e5ee0d84b477e86ec2ec35d9c2fa25820ee883905cbed7a7e31fc9b";

    /** A back end that this machine has not is listed as skipped, with the kernels' own sentence. */
    @BeforeAll
    static void lookForTheBackEnd() {
        try {
            Backend.name();
        } catch (IllegalArgumentException e) {
            System.out.println("NOT RUN: " + e.getMessage());
            Assumptions.abort(e.getMessage());
        }
    }

    @ParameterizedTest(name = "{0}, input {1}, {2} threads, {3}")
    @CsvSource({"LENET5_RELU, 28, 1, LANES", "LENET5_RELU, 28, 2, LANES", "LENET5_RELU, 28, 7, LANES",
            "LENET5_RELU, 32, 2, LANES", "LENET5_RELU, 28, 1, NCHW", "LENET5_RELU, 32, 2, NCHW",
            "LENET5_SIGMOID, 28, 1, LANES", "LENET5_SIGMOID, 28, 2, LANES", "LENET5_SIGMOID, 28, 7, LANES",
            "LENET5_SIGMOID, 28, 2, NCHW"})
    void sameHash(Model model, int inputSize, int threads, Layout layout) {
        Dataset digits = SyntheticDigits.generate(1, 700, 300, 1); // the last batch of 128 has 60 images
        Parameters parameters = Parameters.initial(model, inputSize, 1);
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            Trainer trainer = new Trainer(parameters, digits, new Settings(2, 128, 0.1f, 0.9f), 1,
                    layout, threads == 1 ? Parallel.serial() : Parallel.on(pool));
            trainer.epoch(_ -> true);
            trainer.epoch(_ -> true);
        }
        assertEquals(model == Model.LENET5_RELU ? RELU : SIGMOID, parameters.hash(),
                () -> model + ", input " + inputSize + ", threads " + threads + ", " + layout + ", back end "
                        + Backend.name());
    }

    /** The other models, and what the runs above do not have, on fewer images; the last batch of 64 has 22. */
    @ParameterizedTest(name = "{0}, {1} threads, {2}")
    @CsvSource({"LENET5_TANH, 1, LANES, e0131f1e0c85ea313b6b46e2f259934cb461f7c997f6fbd9fe4aa88549f39825",
            "LENET5_TANH, 2, NCHW, e0131f1e0c85ea313b6b46e2f259934cb461f7c997f6fbd9fe4aa88549f39825",
            "LENET_WIDE, 2, LANES, 1497b5f4e55c96fa251be68c090e7d8bab765b3d3f3a33befa5c7bae7399a10b",
            "LENET5_1998, 1, NCHW, 313c5ebbae578531ad9f02e9467eb44aa14085c2e472c71282b2d35d34ecbca1",
            "LENET5_1998, 2, NCHW, 313c5ebbae578531ad9f02e9467eb44aa14085c2e472c71282b2d35d34ecbca1"})
    void sameHashOfTheOthers(Model model, int threads, Layout layout, String hash) {
        Settings settings = new Settings(1, 64, 0.002f, 0.9).withSchedule(new Schedule.Cosine());
        assertEquals(hash, hash(model, settings, threads, layout), () -> model + ", back end " + Backend.name());
    }

    @ParameterizedTest(name = "{0} threads, {1}")
    @CsvSource({"1, LANES", "2, NCHW"})
    void sameHashOfOtherSettings(int threads, Layout layout) {
        Settings settings = new Settings(1, 64, 0.01f, 0.9).withSchedule(new Schedule.Exponential(0.9, 2))
                .withOptimizer(new OptimizerSpec.Moments(new Adam(0.9, 0.999, 1e-8, 0.01, true)))
                .withLabelSmoothing(0.1f);
        assertEquals("8665eb1b884cec77e7984f0f3a1fed8cb1525a8e615c4f78dd975625e0a9bdff",
                hash(Model.LENET5_RELU, settings, threads, layout),
                () -> "back end " + Backend.name());
    }

    private static String hash(Model model, Settings settings, int threads, Layout layout) {
        Dataset digits = SyntheticDigits.generate(1, 150, 1, 1);
        Parameters parameters = Parameters.initial(model, model.inputSizes().getFirst(), 1);
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            new Trainer(parameters, digits, settings, 1, layout, threads == 1 ? Parallel.serial() : Parallel.on(pool))
                    .epoch(_ -> true);
        }
        return parameters.hash();
    }
}
