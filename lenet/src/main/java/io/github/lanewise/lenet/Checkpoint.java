package io.github.lanewise.lenet;

import java.util.List;
import java.util.Map;

/**
 * A training run at rest between two steps: all that the rest of it depends on, and what came of it so far. A run that goes on
 * from a checkpoint ends with the same bits as one that never stopped.
 *
 * @param settings
 *            what the run was told that changes its outcome, by name
 * @param arguments
 *            how it was told
 * @param position
 *            where it stands
 * @param finished
 *            whether nothing is left to do
 * @param history
 *            the epochs that are complete
 * @param values
 *            the weights: {@link Parameters#values}
 * @param kept
 *            what the optimiser keeps: {@link Optimizer#kept}
 * @param best
 *            the weights behind the epoch of the lowest validation loss; empty where nothing is chosen
 */
public record Checkpoint(Map<String, String> settings, List<String> arguments, Trainer.Position position,
        boolean finished,
        List<EpochResult> history, float[] values, float[] kept, float[] best) {}
