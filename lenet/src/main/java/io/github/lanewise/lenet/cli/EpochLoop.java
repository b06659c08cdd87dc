package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.Checkpoint;
import io.github.lanewise.lenet.EpochResult;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Trains epoch after epoch, until all are done, patience is over or Ctrl-C asks to stop, and keeps what each came to. */
final class EpochLoop {
    private final Trainer trainer;
    private final Parameters parameters;
    private final int epochs;
    private final int patience;
    private final RunFolder folder;
    private final TrainOutput output;
    private final Interrupt interrupt;
    private final Best best;
    private final List<EpochResult> history = new ArrayList<>();

    /** A patience of 0 never ends. */
    EpochLoop(Trainer trainer, Parameters parameters, int epochs, int patience, RunFolder folder, TrainOutput output,
            Interrupt interrupt) {
        this.trainer = trainer;
        this.parameters = parameters;
        this.epochs = epochs;
        this.patience = patience;
        this.folder = folder;
        this.output = output;
        this.interrupt = interrupt;
        this.best = new Best(parameters);
    }

    /** The epochs that are complete. */
    List<EpochResult> history() {
        return List.copyOf(history);
    }

    /** Chosen by the validation split; without one it stays empty. */
    Best best() {
        return best;
    }

    void resume(Checkpoint checkpoint) {
        trainer.resume(checkpoint.position(), checkpoint.values(), checkpoint.kept());
        history.addAll(checkpoint.history());
        if (chooses()) {
            best.resume(history, checkpoint.best());
        }
    }

    void run() throws IOException {
        checkpoint(); // so that there is one, whenever the run is killed
        while (!finished() && !interrupt.asked()) {
            Trainer.Result training = train(history.size() + 1);
            if (training.complete()) {
                complete(training);
            } else {
                output.stopped(history.size() + 1, training.images(), trainer.trainCount());
            }
            checkpoint();
        }
        if (finished() && history.size() < epochs) {
            output.stoppedEarly(history.size(), patience);
        }
    }

    boolean finished() {
        return history.size() >= epochs || patience > 0 && best.waited(history.size()) >= patience;
    }

    private boolean chooses() {
        return trainer.validationCount() > 0;
    }

    private Trainer.Result train(int epoch) throws IOException {
        try (EpochProgress progress = EpochProgress.on(System.err, epoch, epochs, trainer.trainCount())) {
            return trainer.epoch(images -> {
                progress.step(images, trainer.runningLoss());
                if (folder.isDue()) {
                    checkpointUnchecked();
                }
                return !interrupt.asked();
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void complete(Trainer.Result training) throws IOException {
        Trainer.Result validation = chooses() ? trainer.validate() : trainer.evaluate();
        EpochResult result = new EpochResult(history.size() + 1, training, validation);
        history.add(result);
        output.epoch(result);
        if (chooses() && best.offer(result, parameters.values())) {
            folder.saveBest(best.weights());
        }
        folder.saveMetrics(history);
    }

    private void checkpoint() throws IOException {
        folder.checkpoint(trainer, parameters, history, best, finished());
    }

    private void checkpointUnchecked() {
        try {
            checkpoint();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
