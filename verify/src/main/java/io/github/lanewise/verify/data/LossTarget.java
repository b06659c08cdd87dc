package io.github.lanewise.verify.data;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.LossShape.Kind;
import java.util.SplittableRandom;

/**
 * What a loss over classes compares its input with.
 *
 * @param labels one a row, or null where there are probabilities
 * @param probabilities one a class of each row, or null where there are labels
 * @param classWeights one a class, or null
 */
public record LossTarget(int[] labels, float[] probabilities, float[] classWeights) {
    /**
     * Draws a target. One label in four is the ignored one, in one try of eight every label. Probabilities and weights are not
     * negative, and need not add up to 1.
     *
     * @param shape the loss
     * @param values where it is drawn
     * @param weighted whether the classes have weights
     * @return the target
     */
    public static LossTarget draw(LossShape shape, Values values, boolean weighted) {
        float[] weights = weighted ? notNegative(values.draw("classWeights", shape.classes())) : null;
        if (shape.kind() == Kind.SOFTMAX_CROSS_ENTROPY_OF_PROBABILITIES) {
            return new LossTarget(null,
                    notNegative(values.draw("targets", shape.batch() * shape.classes() * shape.positions())), weights);
        }
        int[] labels = values.drawIndices("labels", shape.rows(), shape.classes());
        SplittableRandom random = new SplittableRandom(values.seed());
        boolean all = random.nextInt(8) == 0;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = all || random.nextInt(4) == 0 ? shape.ignoredLabel() : labels[i];
        }
        return new LossTarget(labels, null, weights);
    }

    private static float[] notNegative(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs(values[i]);
        }
        return values;
    }

    /**
     * Whether a row does not count.
     *
     * @param shape the loss
     * @param row its number
     * @return true if its label is the ignored one
     */
    public boolean ignored(LossShape shape, int row) {
        return labels != null && labels[row] == shape.ignoredLabel();
    }

    /**
     * The weight of a class.
     *
     * @param number the class
     * @return 1 where classes have none
     */
    public float weight(int number) {
        return classWeights == null ? 1 : classWeights[number];
    }
}
