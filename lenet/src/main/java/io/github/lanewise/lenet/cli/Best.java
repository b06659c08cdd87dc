package io.github.lanewise.lenet.cli;

import io.github.lanewise.lenet.EpochResult;
import io.github.lanewise.lenet.Parameters;
import java.util.List;

/** The weights behind the epoch of the lowest validation loss, the first of equal ones. A loss that is no number is never the best. */
final class Best {
    private final Parameters weights;
    /** null before the first. */
    private EpochResult epoch;

    Best(Parameters like) {
        weights = Parameters.zero(like.model(), like.inputSize());
        weights.nameClasses(like.classNames());
    }

    /** Takes the weights if the epoch is the best so far. Returns whether it is. */
    boolean offer(EpochResult candidate, float[] values) {
        if (!isLower(candidate)) {
            return false;
        }
        epoch = candidate;
        System.arraycopy(values, 0, weights.values(), 0, values.length);
        return true;
    }

    private boolean isLower(EpochResult candidate) {
        return candidate.validation().loss() < (epoch == null ? Double.POSITIVE_INFINITY : epoch.validation().loss());
    }

    /** As it was behind the last of these epochs, whose best weights were these. */
    void resume(List<EpochResult> history, float[] values) {
        for (EpochResult candidate : history) {
            offer(candidate, values);
        }
    }

    Parameters weights() {
        return weights;
    }

    EpochResult epoch() {
        return epoch;
    }

    /** How many epochs, of so many, came behind the best. */
    int waited(int epochs) {
        return epochs - (epoch == null ? 0 : epoch.epoch());
    }
}
