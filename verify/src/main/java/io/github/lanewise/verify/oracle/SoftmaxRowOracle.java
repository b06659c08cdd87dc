package io.github.lanewise.verify.oracle;

/**
 * The softmax of one row in double, and how far floats may lie from it.
 *
 * <p><b>The bounds.</b> u = 2^-24, d[c] = x[c] − max x. A float d is off by |d|·u, so its exponential by |d|·u of itself, and
 * by 2.5 ulp ≤ 5u for the exponential's own error (2 ulp from the correctly rounded value): |d[c]| + 5 units. Their sum s
 * inherits the mean of those, weighted by p, and each term goes through at most ⌈classes / 16⌉ + 4 additions (sixteen partials
 * and a tree): {@code sumUnits}. A quotient e / s is off by the units of e, those of s and 1. ln s is off by the units of s
 * absolutely (for it is the logarithm of what s is off by) and by 2.5 ulp ≤ 5u of itself. A few times the least float is granted
 * where exponentials become subnormal: 3·2^-149 for each term of s, which against s ≥ 1 is nothing, and 4·2^-149 for p itself.
 */
final class SoftmaxRowOracle {
    static final double UNIT = 0x1p-24;
    static final double LEAST = 0x1p-149;
    /** For products of errors. */
    static final double SECOND_ORDER = 1.01;

    final double[] shifted;
    final double[] probability;
    final double logarithmOfSum;
    private final double sumUnits;

    SoftmaxRowOracle(double[] x) {
        double max = x[0];
        for (double value : x) {
            max = Math.max(max, value);
        }
        shifted = new double[x.length];
        probability = new double[x.length];
        double sum = 0;
        double units = 0;
        for (int c = 0; c < x.length; c++) {
            shifted[c] = x[c] - max;
            probability[c] = StrictMath.exp(shifted[c]);
            sum += probability[c];
            units += probability[c] * (Math.abs(shifted[c]) + 5);
        }
        for (int c = 0; c < x.length; c++) {
            probability[c] /= sum;
        }
        logarithmOfSum = StrictMath.log(sum);
        sumUnits = units / sum + additions(x.length);
    }

    /** How many additions a term of a sum over the classes goes through at most. */
    static int additions(int classes) {
        return (classes + 15) / 16 + 4;
    }

    double probabilityBound(int number) {
        return SECOND_ORDER * UNIT * (Math.abs(shifted[number]) + 5 + sumUnits + 1) * probability[number] + 4 * LEAST;
    }

    /** Of ln s alone, products of errors left to the caller. */
    double logarithmError() {
        return UNIT * (sumUnits + 5 * logarithmOfSum);
    }

    /** The classes of a row, which lie apart in an array whose last axis is {@code positions} long. */
    static double[] gather(double[] array, int classes, int positions, int row) {
        double[] gathered = new double[classes];
        for (int c = 0; c < classes; c++) {
            gathered[c] = array[place(classes, positions, row, c)];
        }
        return gathered;
    }

    static int place(int classes, int positions, int row, int number) {
        return (row / positions * classes + number) * positions + row % positions;
    }
}
