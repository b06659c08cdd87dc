package io.github.lanewise.verify.oracle;

import static io.github.lanewise.verify.oracle.SoftmaxRowOracle.LEAST;
import static io.github.lanewise.verify.oracle.SoftmaxRowOracle.SECOND_ORDER;
import static io.github.lanewise.verify.oracle.SoftmaxRowOracle.UNIT;

import io.github.lanewise.kernels.LossShape;
import io.github.lanewise.kernels.LossShape.Kind;
import io.github.lanewise.kernels.Reduction;
import io.github.lanewise.verify.data.LossTarget;

/**
 * The losses over classes from their definitions, in double. Class weights and probabilities must not be negative.
 *
 * <p><b>The weights q.</b> Without smoothing and probabilities they are the class weights themselves. Else 1 − ε and ε / classes
 * round once, and at most two roundings follow: 4 units of q, and 2·2^-149 where a product is subnormal. Their sum Q goes through
 * the additions of a sum over classes.
 *
 * <p><b>A row</b> of a cross-entropy is Q·ln s − Σ q·d, d = x − max ≤ 0, all terms of one sign: off by what Q, ln s (see {@link
 * SoftmaxRowOracle}), q and d (|d| units) are off by, by the additions, and by a rounding of its own. A log-likelihood rounds
 * once.
 *
 * <p><b>The reduction.</b> The sum over rows goes through at most 4 + 4 additions and one a piece of 64 rows; so does the
 * divisor, if it is a sum of weights; a mean rounds once more.
 *
 * <p><b>The gradient</b> (Q·p − q)·g / D is off by what Q and q are off by, by three roundings, and by what D is off by. It is
 * taken from p as given.
 *
 * <p>1 % is granted for products of errors.
 */
public final class LossOracle {
    private final LossShape shape;
    private final LossTarget target;
    private final double divisor;
    private final double divisorUnits;

    /**
     * An oracle for one target.
     *
     * @param shape the loss
     * @param target what the input is compared with
     */
    public LossOracle(LossShape shape, LossTarget target) {
        this.shape = shape;
        this.target = target;
        if (shape.reduction() != Reduction.MEAN) {
            divisor = 1;
            divisorUnits = 0;
        } else if (target.labels() == null) {
            divisor = shape.rows();
            divisorUnits = 0;
        } else {
            double sum = 0;
            for (int r = 0; r < shape.rows(); r++) {
                sum += target.ignored(shape, r) ? 0 : target.weight(target.labels()[r]);
            }
            divisor = sum;
            divisorUnits = target.classWeights() == null ? 0 : additionsOfRows();
        }
    }

    private int additionsOfRows() {
        return 4 + 4 + (shape.rows() + 63) / 64;
    }

    /**
     * The probabilities that forward leaves.
     *
     * @param input logits or distances, finite
     * @return the probabilities and their bounds
     */
    public Estimate probabilities(double[] input) {
        double[] value = new double[input.length];
        double[] bound = new double[input.length];
        for (int r = 0; r < shape.rows(); r++) {
            SoftmaxRowOracle row = row(input, r);
            for (int c = 0; c < shape.classes(); c++) {
                int at = SoftmaxRowOracle.place(shape.classes(), shape.positions(), r, c);
                value[at] = row.probability[c];
                bound[at] = row.probabilityBound(c);
            }
        }
        return Estimate.of(value, bound);
    }

    /** The softmax behind a row: for distances that of their negatives, and of −j as one class more. */
    private SoftmaxRowOracle row(double[] input, int r) {
        double[] x = SoftmaxRowOracle.gather(input, shape.classes(), shape.positions(), r);
        if (shape.kind() != Kind.MAXIMUM_A_POSTERIORI) {
            return new SoftmaxRowOracle(x);
        }
        double[] logits = new double[x.length + 1];
        for (int c = 0; c < x.length; c++) {
            logits[c] = -x[c];
        }
        logits[x.length] = -shape.rubbish();
        return new SoftmaxRowOracle(logits);
    }

    /** What a row's target gives a class. */
    private double weight(int r, int number) {
        double kept = 1 - (double) shape.labelSmoothing();
        double share = (double) shape.labelSmoothing() / shape.classes();
        int at = SoftmaxRowOracle.place(shape.classes(), shape.positions(), r, number);
        double wanted = target.labels() == null
                ? target.probabilities()[at]
                : number == target.labels()[r] ? 1 : 0;
        return target.weight(number) * (kept * wanted + share);
    }

    private double weightError(double weight) {
        return exactWeights() ? 0 : 4 * UNIT * weight + 2 * LEAST;
    }

    private boolean exactWeights() {
        return target.labels() != null && shape.labelSmoothing() == 0;
    }

    private double totalError(double total) {
        int classes = shape.classes();
        return exactWeights()
                ? 0
                : (4 + SoftmaxRowOracle.additions(classes)) * UNIT * total + 3 * classes * LEAST;
    }

    /**
     * The loss.
     *
     * @param input logits, log-probabilities or distances, finite
     * @return a loss a row, or one for all, and the bounds
     */
    public Estimate loss(double[] input) {
        double[] value = new double[shape.rows()];
        double[] error = new double[shape.rows()];
        for (int r = 0; r < value.length; r++) {
            if (target.ignored(shape, r)) {
                continue;
            }
            if (shape.kind() == Kind.NEGATIVE_LOG_LIKELIHOOD) {
                int label = target.labels()[r];
                value[r] = -target.weight(label)
                        * input[SoftmaxRowOracle.place(shape.classes(), shape.positions(), r, label)];
                error[r] = UNIT * Math.abs(value[r]) + LEAST;
            } else {
                crossEntropy(input, r, value, error);
            }
        }
        return shape.reduction() == Reduction.NONE ? bounded(value, error) : reduced(value, error);
    }

    private void crossEntropy(double[] input, int r, double[] value, double[] error) {
        SoftmaxRowOracle row = row(input, r);
        double total = 0;
        double weighted = 0;
        double weightedError = 0;
        for (int c = 0; c < shape.classes(); c++) {
            double q = weight(r, c);
            double d = Math.abs(row.shifted[c]);
            total += q;
            weighted += q * d;
            weightedError += weightError(q) * d + UNIT * q * d + LEAST;
        }
        weightedError += SoftmaxRowOracle.additions(shape.classes()) * UNIT * weighted;
        value[r] = total * row.logarithmOfSum + weighted;
        error[r] = totalError(total) * row.logarithmOfSum + total * row.logarithmError() + weightedError
                + UNIT * value[r] + LEAST;
    }

    private static Estimate bounded(double[] value, double[] error) {
        double[] bound = new double[error.length];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = SECOND_ORDER * error[i];
        }
        return Estimate.of(value, bound);
    }

    private Estimate reduced(double[] value, double[] error) {
        double sum = 0;
        double scale = 0;
        double sumError = 0;
        for (int r = 0; r < value.length; r++) {
            sum += value[r];
            scale += Math.abs(value[r]);
            sumError += error[r] + LEAST;
        }
        sumError += additionsOfRows() * UNIT * scale;
        double mean = sum / divisor;
        return bounded(new double[]{mean},
                new double[]{sumError / divisor + (divisorUnits + 1) * UNIT * Math.abs(mean) + LEAST});
    }

    /**
     * The gradient by the input.
     *
     * @param probabilities what forward left, null for log-probabilities, which leave nothing
     * @param gradLoss the gradient by the loss
     * @return the gradient and its bounds
     */
    public Estimate gradInput(double[] probabilities, double[] gradLoss) {
        double[] value = new double[shape.batch() * shape.classes() * shape.positions()];
        double[] error = new double[value.length];
        for (int r = 0; r < shape.rows(); r++) {
            if (target.ignored(shape, r)) {
                continue;
            }
            double g = gradLoss[shape.reduction() == Reduction.NONE ? r : 0];
            double total = 0;
            for (int c = 0; c < shape.classes(); c++) {
                total += weight(r, c);
            }
            for (int c = 0; c < shape.classes(); c++) {
                int at = SoftmaxRowOracle.place(shape.classes(), shape.positions(), r, c);
                double q = weight(r, c);
                boolean likelihood = shape.kind() == Kind.NEGATIVE_LOG_LIKELIHOOD;
                double p = likelihood ? 0 : probabilities[at];
                double sign = shape.kind() == Kind.MAXIMUM_A_POSTERIORI ? -1 : 1;
                value[at] = q == 0 && likelihood && c != target.labels()[r] ? 0 : sign * (total * p - q) * g / divisor;
                double difference = totalError(total) * p + weightError(q) + LEAST;
                error[at] = (difference * Math.abs(g) + LEAST) / divisor
                        + (3 + divisorUnits) * UNIT * Math.abs(value[at]) + LEAST;
            }
        }
        return bounded(value, error);
    }

    /**
     * What the derivatives of the loss scale with.
     *
     * @param gradLoss the gradient by the loss
     * @return the largest Q·|g| / D of a row that counts
     */
    public double scale(double[] gradLoss) {
        double scale = 0;
        for (int r = 0; r < shape.rows(); r++) {
            double total = 0;
            for (int c = 0; c < shape.classes() && !target.ignored(shape, r); c++) {
                total += weight(r, c);
            }
            double g = gradLoss[shape.reduction() == Reduction.NONE ? r : 0];
            scale = Math.max(scale, total * Math.abs(g) / divisor);
        }
        return scale;
    }
}
