package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Checkpoints;
import io.github.lanewise.lenet.EpochResult;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Settings;
import io.github.lanewise.lenet.Trainer;
import io.github.lanewise.lenet.data.Dataset;
import java.nio.file.Path;

/** What {@code lenet train} prints. */
interface TrainOutput {
    /** What is going to happen: the data, the model and its settings, the kernels. */
    void header(Dataset dataset, Parameters parameters, Settings settings, long seed, int threads);

    /** On which images each epoch is validated. */
    void validation(Trainer trainer);

    /** From where the run goes on. */
    void resumed(Checkpoints.Found found);

    /** What an epoch came to. */
    void epoch(EpochResult result);

    /** In the middle of an epoch. */
    void stopped(int epoch, int images, int all);

    /** After so many epochs without a lower validation loss. */
    void stoppedEarly(int epochs, int waited);

    /** The epoch with the lowest validation loss. */
    void best(EpochResult best, Trainer.Result test);

    /** What the last weights make of the test images, and their hash. */
    void test(Trainer.Result test, String hash);

    /** What is in the folder, and whether the run is finished. */
    void saved(Path folder, boolean hasBest, boolean finished);

    /** Where the report is, or that nothing was saved: the last word. */
    void report(Path folder);
}
