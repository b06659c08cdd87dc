package io.github.lanewise.kernels;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The shape and the options of a loss over classes.
 *
 * <pre>
 * input   batch × classes × positions    logits, log-probabilities or distances
 * labels  batch × positions              each 0 to classes − 1, or ignoredLabel
 * loss    batch × positions, or one element, as the reduction says
 * </pre>
 *
 * {@code positions} is the product of all sizes behind the classes, 1 where there are none: pixels of a segmentation, words of
 * a sentence.
 *
 * <p>As a problem string: {@code mb ic sp} (positions) {@code il} (ignored label) {@code ls} (label smoothing) {@code j}
 * (rubbish) after the operation: {@code softmax_cross_entropy:}, {@code softmax_cross_entropy_prob:}, {@code nll_loss:} or
 * {@code map_loss:} for the mean, and with {@code _sum} or {@code _none} before the colon. Left out, {@code mb} and {@code
 * sp} are 1, {@code il} is −100, {@code ls} and {@code j} are 0: {@code softmax_cross_entropy_sum:mb2ic21sp49il255ls0.1}.
 *
 * @param kind which loss
 * @param reduction what is made of the losses of the rows
 * @param batch examples
 * @param classes classes
 * @param positions places of an example that have a label each
 * @param ignoredLabel the label of rows that do not count: their loss and gradient are 0, and a mean leaves them out
 * @param labelSmoothing share of the weight that goes to all classes alike, 0 to 1; 0 but for a softmax cross-entropy
 * @param rubbish the constant j of {@link MaximumAPosteriori}, greater than 0; 0 for the others
 */
public record LossShape(Kind kind, Reduction reduction, int batch, int classes, int positions, int ignoredLabel,
        float labelSmoothing, float rubbish) {
    private static final int IGNORED = -100;
    private static final Set<String> KEYS = Set.of("mb", "ic", "sp", "il", "ls", "j");

    /** Which loss. */
    public enum Kind {
        /** {@link SoftmaxCrossEntropy}. */
        SOFTMAX_CROSS_ENTROPY("softmax_cross_entropy"),
        /** {@link SoftmaxCrossEntropyOfProbabilities}. */
        SOFTMAX_CROSS_ENTROPY_OF_PROBABILITIES("softmax_cross_entropy_prob"),
        /** {@link NegativeLogLikelihood}. */
        NEGATIVE_LOG_LIKELIHOOD("nll_loss"),
        /** {@link MaximumAPosteriori}. */
        MAXIMUM_A_POSTERIORI("map_loss");

        private static final Set<String> OPERATIONS = Reduction
                .operations(Arrays.stream(values()).map(kind -> kind.operation).collect(Collectors.toSet()));

        private final String operation;

        Kind(String operation) {
            this.operation = operation;
        }

        private static Kind of(String operation) {
            for (Kind kind : values()) {
                if (kind.operation.equals(operation)) {
                    return kind;
                }
            }
            throw new AssertionError(operation);
        }
    }

    /**
     * Checks the shape.
     *
     * @throws NullPointerException if {@code kind} or {@code reduction} is null
     * @throws IllegalArgumentException if a size is below 1, the input too large for an array, or an option not what its
     *         description says
     */
    public LossShape {
        if (kind == null || reduction == null) {
            throw new NullPointerException((kind == null ? "kind" : "reduction") + " is null");
        }
        Check.positive("batch", batch);
        Check.positive("classes", classes);
        Check.positive("positions", positions);
        Check.elements("input", batch, classes, positions);
        boolean softmax = kind == Kind.SOFTMAX_CROSS_ENTROPY || kind == Kind.SOFTMAX_CROSS_ENTROPY_OF_PROBABILITIES;
        if (!(labelSmoothing >= 0 && labelSmoothing <= (softmax ? 1 : 0))) {
            throw new IllegalArgumentException("labelSmoothing is " + labelSmoothing + "; expected "
                    + (softmax ? "0 to 1" : "0 for " + kind.operation));
        }
        labelSmoothing += 0f; // −0 is no other number, and has no other problem string
        boolean distances = kind == Kind.MAXIMUM_A_POSTERIORI;
        if (distances ? !(rubbish > 0 && rubbish <= Float.MAX_VALUE) : rubbish != 0) {
            throw new IllegalArgumentException("rubbish is " + rubbish + "; expected "
                    + (distances ? "a finite number greater than 0" : "0 for " + kind.operation));
        }
        rubbish += 0f;
    }

    /**
     * Starts a mean of rows at one position, with no label smoothing, that ignores the label −100 (as PyTorch does).
     *
     * @param kind which loss
     * @param batch examples
     * @param classes classes
     * @return the builder
     * @throws NullPointerException if {@code kind} is null
     */
    public static Builder builder(Kind kind, int batch, int classes) {
        return new Builder(kind, batch, classes);
    }

    /**
     * Reads a problem string.
     *
     * @param problem such as {@code softmax_cross_entropy:mb128ic10}
     * @return the shape
     * @throws IllegalArgumentException if it is not one, or its shape is not valid
     */
    public static LossShape parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Kind.OPERATIONS, KEYS);
        return new LossShape(Kind.of(Reduction.loss(p.operation())), Reduction.of(p.operation()), p.get("mb", 1),
                p.get("ic"), p.get("sp", 1), p.signed("il", IGNORED), p.decimal("ls", 0), p.decimal("j", 0));
    }

    /**
     * Rows that have a label each.
     *
     * @return batch · positions
     */
    public int rows() {
        return batch * positions;
    }

    /**
     * How many losses there are.
     *
     * @return the rows, or 1, as the reduction says
     */
    public int losses() {
        return reduction.losses(rows());
    }

    /**
     * The problem string, with all that equals its default left out.
     *
     * @return what {@link #parse} reads
     */
    @Override
    public String toString() {
        return new ProblemString.Writer(reduction.operation(kind.operation), null).put("mb", batch, 1)
                .put("ic", classes).put("sp", positions, 1).put("il", ignoredLabel, IGNORED)
                .put("ls", labelSmoothing, 0f).put("j", rubbish, 0f).toString();
    }

    /** A {@link LossShape} in the making. What is not set keeps its default. */
    public static final class Builder {
        private final Kind kind;
        private final int batch;
        private final int classes;
        private Reduction reduction = Reduction.MEAN;
        private int positions = 1;
        private int ignoredLabel = IGNORED;
        private float labelSmoothing;
        private float rubbish;

        private Builder(Kind kind, int batch, int classes) {
            this.kind = Objects.requireNonNull(kind, "kind");
            this.batch = batch;
            this.classes = classes;
        }

        /**
         * Sets what is made of the losses of the rows.
         *
         * @param reduction the reduction
         * @return this
         * @throws NullPointerException if {@code reduction} is null
         */
        public Builder reduction(Reduction reduction) {
            this.reduction = Objects.requireNonNull(reduction, "reduction");
            return this;
        }

        /**
         * Sets how many places of an example have a label.
         *
         * @param positions the product of the sizes behind the classes
         * @return this
         */
        public Builder positions(int positions) {
            this.positions = positions;
            return this;
        }

        /**
         * Sets the label of rows that do not count.
         *
         * @param label any number, a class or not
         * @return this
         */
        public Builder ignoredLabel(int label) {
            this.ignoredLabel = label;
            return this;
        }

        /**
         * Sets the share of the weight that goes to all classes alike.
         *
         * @param share 0 to 1
         * @return this
         */
        public Builder labelSmoothing(float share) {
            this.labelSmoothing = share;
            return this;
        }

        /**
         * Sets the constant j of {@link MaximumAPosteriori}.
         *
         * @param penalty greater than 0
         * @return this
         */
        public Builder rubbish(float penalty) {
            this.rubbish = penalty;
            return this;
        }

        /**
         * Checks and makes the shape.
         *
         * @return the shape
         * @throws NullPointerException as {@link LossShape} says
         * @throws IllegalArgumentException as {@link LossShape} says
         */
        public LossShape build() {
            return new LossShape(kind, reduction, batch, classes, positions, ignoredLabel, labelSmoothing, rubbish);
        }
    }
}
