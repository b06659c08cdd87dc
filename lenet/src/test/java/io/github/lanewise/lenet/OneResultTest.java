package io.github.lanewise.lenet;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
