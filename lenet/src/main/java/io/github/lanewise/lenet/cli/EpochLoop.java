package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.EpochResult;
import io.github.lanewise.lenet.Trainer;
import java.util.ArrayList;
import java.util.List;

/** Trains epoch after epoch, until all are done or Ctrl-C asks to stop, and keeps what each came to. */
final class EpochLoop {
    private final Trainer trainer;
    private final int epochs;
    private final TrainOutput output;
    private final Interrupt interrupt;
    private final List<EpochResult> history = new ArrayList<>();

    EpochLoop(Trainer trainer, int epochs, TrainOutput output, Interrupt interrupt) {
        this.trainer = trainer;
        this.epochs = epochs;
        this.output = output;
        this.interrupt = interrupt;
    }

    /** The epochs that are complete. */
    List<EpochResult> history() {
        return List.copyOf(history);
    }

    void run() {
        while (history.size() < epochs && !interrupt.asked()) {
            int epoch = history.size() + 1;
            Trainer.Result training = train(epoch);
            if (!training.complete()) {
                output.stopped(epoch, training.images(), trainer.trainCount());
                return;
            }
            Trainer.Result validation = trainer.validationCount() > 0 ? trainer.validate() : trainer.evaluate();
            EpochResult result = new EpochResult(epoch, training, validation);
            history.add(result);
            output.epoch(result);
        }
    }

    private Trainer.Result train(int epoch) {
        try (EpochProgress progress = EpochProgress.on(System.err, epoch, epochs, trainer.trainCount())) {
            return trainer.epoch(images -> {
                progress.step(images);
                return !interrupt.asked();
            });
        }
    }
}
