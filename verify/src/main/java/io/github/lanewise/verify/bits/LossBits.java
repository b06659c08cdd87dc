package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.Reduction;
import io.github.lanewise.verify.data.LossTarget;
import java.util.Arrays;

/**
 * The losses over classes in their published order: {@link io.github.lanewise.kernels.SoftmaxCrossEntropy}, {@link
 * io.github.lanewise.kernels.SoftmaxCrossEntropyOfProbabilities}, {@link
 * io.github.lanewise.kernels.MaximumAPosteriori} and {@link io.github.lanewise.kernels.NegativeLogLikelihood}, the exponential
 * and the logarithm as they are alone.
 */
public final class LossBits {
    private LossBits() {}

    /**
     * The probabilities that forward leaves.
     *
     * @param shape the loss
     * @param input logits, or distances
     * @return the probabilities
     */
    public static float[] probabilities(LossShape shape, float[] input) {
        float[] probabilities = new float[input.length];
        for (int r = 0; r < shape.rows(); r++) {
            SoftmaxRow row = SoftmaxRow.of(logits(shape, input, r));
            for (int c = 0; c < shape.classes(); c++) {
                probabilities[SoftmaxRow.place(shape.classes(), shape.positions(), r, c)] = row.probability(c);
            }
        }
        return probabilities;
    }

    private static float[] logits(LossShape shape, float[] input, int r) {
        float[] x = SoftmaxRow.gather(input, shape.classes(), shape.positions(), r);
        if (shape.kind() != Kind.MAXIMUM_A_POSTERIORI) {
            return x;
        }
        float[] logits = new float[x.length + 1];
        for (int c = 0; c < x.length; c++) {
            logits[c] = -x[c];
        }
        logits[x.length] = -shape.rubbish();
        return logits;
    }

    /**
     * The loss.
     *
     * @param shape the loss
     * @param input logits, log-probabilities or distances
     * @param target what they are compared with
     * @return a loss a row, or one for all
     */
    public static float[] loss(LossShape shape, float[] input, LossTarget target) {
        float[] rows = new float[shape.rows()];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = target.ignored(shape, r) ? 0 : rowLoss(shape, input, target, r);
        }
        return switch (shape.reduction()) {
            case NONE -> rows;
            case SUM -> new float[]{sum(rows)};
            case MEAN -> new float[]{sum(rows) / divisor(shape, target)};
        };
    }

    private static float sum(float[] rows) {
        return Partials.ofRows(rows.length, 1, (n, _) -> rows[n]);
    }

    private static float rowLoss(LossShape shape, float[] input, LossTarget target, int r) {
        if (shape.kind() == Kind.NEGATIVE_LOG_LIKELIHOOD) {
            int label = target.labels()[r];
            return -(target.weight(label)
                    * input[SoftmaxRow.place(shape.classes(), shape.positions(), r, label)]);
        }
        SoftmaxRow row = SoftmaxRow.of(logits(shape, input, r));
        Weights weights = weights(shape, target, r);
        float[] shifted = Arrays.copyOf(row.shifted(), shape.classes());
        boolean single = target.labels() != null && shape.labelSmoothing() == 0;
        float weighted = single
                ? weights.each[target.labels()[r]] * shifted[target.labels()[r]]
                : SoftmaxRow.sumOfProducts(weights.each, shifted);
        return Math.fma(weights.total, row.logarithmOfSum(), -weighted);
    }

    /** What a target gives the classes of a row, q and Q in the Javadoc. */
    private record Weights(float[] each, float total) {}

    private static Weights weights(LossShape shape, LossTarget target, int r) {
        float kept = 1 - shape.labelSmoothing();
        float share = shape.labelSmoothing() / shape.classes();
        boolean smoothed = shape.labelSmoothing() != 0;
        float[] q = new float[shape.classes()];
        if (target.labels() == null) {
            float[] t = SoftmaxRow.gather(target.probabilities(), shape.classes(), shape.positions(), r);
            for (int c = 0; c < q.length; c++) {
                q[c] = target.weight(c) * (smoothed ? Math.fma(kept, t[c], share) : t[c]);
            }
            return new Weights(q, SoftmaxRow.sum(q));
        }
        int label = target.labels()[r];
        float weight = target.weight(label);
        if (!smoothed) {
            q[label] = weight;
            return new Weights(q, weight);
        }
        for (int c = 0; c < q.length; c++) {
            q[c] = share * target.weight(c);
        }
        float total = Math.fma(kept, weight, SoftmaxRow.sum(q));
        q[label] = Math.fma(kept, weight, q[label]);
        return new Weights(q, total);
    }

    private static float divisor(LossShape shape, LossTarget target) {
        if (target.labels() == null) {
            return shape.rows();
        }
        if (target.classWeights() == null) {
            return Arrays.stream(target.labels()).filter(label -> label != shape.ignoredLabel()).count();
        }
        return Partials.ofRows(shape.rows(), 1,
                (n, _) -> target.ignored(shape, n) ? 0 : target.weight(target.labels()[n]));
    }

    /**
     * The gradient by the input.
     *
     * @param shape the loss
     * @param probabilities what forward left, null for log-probabilities, which leave nothing
     * @param target what the input is compared with
     * @param gradLoss the gradient by the loss
     * @return the gradient
     */
    public static float[] gradInput(LossShape shape, float[] probabilities, LossTarget target, float[] gradLoss) {
        float[] gradInput = new float[shape.batch() * shape.classes() * shape.positions()];
        float divisor = shape.reduction() == Reduction.MEAN ? divisor(shape, target) : 1;
        for (int r = 0; r < shape.rows(); r++) {
            if (target.ignored(shape, r)) {
                continue;
            }
            float g = gradLoss[shape.reduction() == Reduction.NONE ? r : 0];
            Weights weights = weights(shape, target, r);
            for (int c = 0; c < shape.classes(); c++) {
                int at = SoftmaxRow.place(shape.classes(), shape.positions(), r, c);
                if (shape.kind() != Kind.NEGATIVE_LOG_LIKELIHOOD) {
                    float difference = Math.fma(weights.total, probabilities[at], -weights.each[c]);
                    gradInput[at] = difference * (shape.kind() == Kind.MAXIMUM_A_POSTERIORI ? -g : g) / divisor;
                } else if (c == target.labels()[r]) {
                    gradInput[at] = -(target.weight(c) * g) / divisor;
                }
            }
        }
        return gradInput;
    }
}
