package io.github.lanewise.lenet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.kernels.Adam;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.SyntheticDigits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A trainer that goes on where another stood, behind any step, ends with the same bits. */
class ResumeTest {
    private static final int EPOCHS = 2;
    /** 70 images of which 56 are trained on: batches of 16, 16, 16 and 8. */
    private static final Dataset DIGITS = SyntheticDigits.generate(1, 70, 10, 1);
    private static final Settings DESCENT = new Settings(EPOCHS, 16, 0.05f, 0.9).withValidationSplit(0.2)
            .withSchedule(new Schedule.OneCycle(0.3, Schedule.Annealing.COSINE));

    static final List<Settings> ALL = List.of(DESCENT, DESCENT.withOptimizer(new OptimizerSpec.Descent(0)),
            DESCENT.withOptimizer(new OptimizerSpec.Moments(new Adam(0.9, 0.999, 1e-8, 0.01, true))));

    @TempDir
    Path folder;

    private static Trainer trainer(Parameters parameters, Settings settings) {
        return new Trainer(parameters, DIGITS, settings, 3, Parallel.serial());
    }

    private static Parameters parameters() {
        return Parameters.initial(Model.LENET5_RELU, 28, 3);
    }

    /** Loss and accuracy of the epochs that are left, to all their digits, and the bits of the weights in the end. */
    private static List<Object> rest(Trainer trainer, Parameters parameters) {
        List<Object> results = new ArrayList<>();
        while (trainer.position().epochs() < EPOCHS) {
            Trainer.Result result = trainer.epoch(_ -> true);
            results.addAll(List.of(result.images(), result.loss(), result.accuracy(), result.complete()));
        }
        results.addAll(List.of(trainer.validate().loss(), trainer.evaluate().loss(), parameters.hash()));
        return results;
    }

    /** A trainer stopped behind so many steps, in the middle of an epoch or at its end, and read from a file. */
    private Checkpoint stopped(Settings settings, int steps) throws IOException {
        Parameters parameters = parameters();
        Trainer trainer = trainer(parameters, settings);
        int[] left = {steps};
        while (left[0] > 0) {
            trainer.epoch(_ -> --left[0] > 0);
        }
        Path file = folder.resolve("checkpoint");
        CheckpointFile.write(0, new Checkpoint(Map.of(), List.of(), trainer.position(), false, List.of(),
                parameters.values(), trainer.kept(), new float[0]), file);
        return CheckpointFile.read(file).checkpoint();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void sameBits(Settings settings) throws IOException {
        Parameters through = parameters();
        List<Object> expected = rest(trainer(through, settings), through);
        for (int steps = 1; steps <= 8; steps++) {
            Checkpoint checkpoint = stopped(settings, steps);
            Parameters parameters = Parameters.zero(Model.LENET5_RELU, 28);
            Trainer trainer = trainer(parameters, settings);
            trainer.resume(checkpoint.position(), checkpoint.values(), checkpoint.kept());
            List<Object> rest = rest(trainer, parameters);
            assertEquals(expected.subList(expected.size() - rest.size(), expected.size()), rest, "step " + steps);
        }
    }

    /** A listener sees the last step of an epoch before the epoch is over. */
    @Test
    void goesOnBehindTheLastStepOfAnEpoch() {
        Parameters through = parameters();
        List<Object> expected = rest(trainer(through, DESCENT), through);
        Parameters parameters = parameters();
        Trainer trainer = trainer(parameters, DESCENT);
        List<Trainer.Position> positions = new ArrayList<>();
        trainer.epoch(images -> {
            positions.add(trainer.position());
            return true;
        });
        assertEquals(56, positions.getLast().images());
        Parameters again = Parameters.zero(Model.LENET5_RELU, 28);
        Trainer resumed = trainer(again, DESCENT);
        resumed.resume(positions.getLast(), parameters.values(), trainer.kept());
        assertEquals(expected, rest(resumed, again));
    }

    /** In the same trainer a stopped epoch goes on too. */
    @Test
    void goesOnAfterAStop() {
        Parameters through = parameters();
        List<Object> expected = rest(trainer(through, DESCENT), through);
        Parameters parameters = parameters();
        Trainer trainer = trainer(parameters, DESCENT);
        assertEquals(32, trainer.epoch(images -> images < 32).images());
        assertEquals(expected, rest(trainer, parameters));
    }

    static final List<Trainer.Position> MISFITS = List.of(new Trainer.Position(-1, 0, 0, 0, 0),
            new Trainer.Position(0, -16, 0, 0, 0), new Trainer.Position(0, 17, 0, 0, 0),
            new Trainer.Position(0, 64, 0, 0, 0));

    @ParameterizedTest
    @FieldSource("MISFITS")
    void positionsThatNoStepLeaves(Trainer.Position position) {
        Parameters parameters = parameters();
        Trainer trainer = trainer(parameters, DESCENT);
        float[] values = new float[parameters.values().length];
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> trainer.resume(position, values, values.clone())).getMessage().contains("position"));
        assertEquals(parameters().hash(), parameters.hash());
    }

    @Test
    void arraysThatDoNotFit() {
        Trainer trainer = trainer(parameters(), DESCENT);
        float[] values = new float[parameters().values().length];
        Trainer.Position start = trainer.position();
        assertThrows(IllegalArgumentException.class, () -> trainer.resume(start, values, new float[1]));
        assertThrows(IllegalArgumentException.class, () -> trainer.resume(start, new float[1], values));
        trainer.epoch(_ -> false);
        assertThrows(IllegalStateException.class, () -> trainer.resume(start, values, values.clone()));
    }
}
