package io.github.lanewise.verify.oracle;

/**
 * Softmax cross-entropy from its definition, p[c] = e^x[c] / Σ e^x, loss = mean over rows of −ln p[label], in double.
 *
 * <p><b>The bounds.</b> u = 2^-24, d[c] = x[c] − max x. A float d is off by |d|·u, so its exponential by |d|·u of itself,
 * and by 2.5 ulp ≤ 5u for the exponential's own error (2 ulp
 * from the correctly rounded value): r[c] = |d[c]| + 5 units. Their sum s inherits the mean of the r,
 * weighted by p, and each term goes through at most ⌈classes / 16⌉ + 4 additions (sixteen partials and a tree): R. A
 * quotient e / s is off by r + R + 1 units. ln s is off by R units absolutely (for it is the logarithm of what s is off
 * by) and 2.5 ulp ≤ 5u of itself; x[label] − max by |d|·u; their difference is rounded once. The mean of the rows adds at
 * most 4 + 4 additions and one per piece of 64 rows, and a division. 1 % is granted for products of errors, and a few
 * times the least float where exponentials become subnormal: each of the terms of s by 3·2^-149, which against s ≥ 1 is
 * nothing, and p itself by 4·2^-149.
 */
public final class SoftmaxCrossEntropyOracle {
    private static final double UNIT = 0x1p-24;
    private static final double LEAST = 0x1p-149;
    private static final double SECOND_ORDER = 1.01;

    private final int batch;
    private final int classes;
    private final double[] probability;
    private final double[] probabilityBound;
    private final double[] rowLoss;
    private final double[] rowLossBound;
    private final int[] labels;

    /**
     * Computes everything for one batch. Logits must be finite.
     *
     * @param batch rows
     * @param classes columns
     * @param logits batch × classes
     * @param labels batch class numbers
     */
    public SoftmaxCrossEntropyOracle(int batch, int classes, double[] logits, int[] labels) {
        this.batch = batch;
        this.classes = classes;
        this.labels = labels.clone();
        probability = new double[batch * classes];
        probabilityBound = new double[batch * classes];
        rowLoss = new double[batch];
        rowLossBound = new double[batch];
        for (int n = 0; n < batch; n++) {
            row(logits, n);
        }
    }

    private void row(double[] logits, int n) {
        int first = n * classes;
        double max = logits[first];
        for (int c = 1; c < classes; c++) {
            max = Math.max(max, logits[first + c]);
        }
        double sum = 0;
        double sumUnits = 0;
        for (int c = 0; c < classes; c++) {
            double d = logits[first + c] - max;
            double e = StrictMath.exp(d);
            sum += e;
            sumUnits += e * (Math.abs(d) + 5);
        }
        sumUnits = sumUnits / sum + (classes + 15) / 16 + 4;
        for (int c = 0; c < classes; c++) {
            double d = logits[first + c] - max;
            double p = StrictMath.exp(d) / sum;
            probability[first + c] = p;
            probabilityBound[first + c] = SECOND_ORDER * UNIT * (Math.abs(d) + 5 + sumUnits + 1) * p + 4 * LEAST;
        }
        double log = StrictMath.log(sum);
        double d = logits[first + labels[n]] - max;
        rowLoss[n] = log - d;
        rowLossBound[n] = SECOND_ORDER * UNIT * (sumUnits + 5 * log + Math.abs(d) + Math.abs(rowLoss[n])) + LEAST;
    }

    /**
     * The probabilities.
     *
     * @return batch × classes, and their bounds
     */
    public Estimate probabilities() {
        return Estimate.of(probability, probabilityBound);
    }

    /**
     * The mean loss.
     *
     * @return one element and its bound
     */
    public Estimate loss() {
        double sum = 0;
        double bound = 0;
        for (int n = 0; n < batch; n++) {
            sum += rowLoss[n];
            bound += rowLossBound[n];
        }
        double additions = 4 + 4 + (batch + 63) / 64;
        bound += SECOND_ORDER * UNIT * (additions + 1) * sum;
        return Estimate.of(new double[]{sum / batch}, new double[]{bound / batch + LEAST});
    }

    /**
     * The gradient of the mean loss by the logits: (p − 1 at the label, else p) / batch. Beyond what p is off by, the
     * subtraction and the division round once each.
     *
     * @return batch × classes, and their bounds
     */
    public Estimate gradInput() {
        double[] value = new double[batch * classes];
        double[] bound = new double[batch * classes];
        for (int i = 0; i < value.length; i++) {
            value[i] = (probability[i] - (i % classes == labels[i / classes] ? 1 : 0)) / batch;
            bound[i] = SECOND_ORDER * (probabilityBound[i] / batch + 2 * UNIT * Math.abs(value[i])) + LEAST;
        }
        return Estimate.of(value, bound);
    }
}
