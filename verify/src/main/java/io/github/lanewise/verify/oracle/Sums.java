package io.github.lanewise.verify.oracle;

/** Sums in the making: the value of each, the magnitudes that went into it, and how many there were. */
final class Sums {
    private final double[] value;
    private final double[] scale;
    private final int[] terms;

    Sums(int length) {
        value = new double[length];
        scale = new double[length];
        terms = new int[length];
    }

    void add(int index, double term) {
        value[index] += term;
        scale[index] += Math.abs(term);
        terms[index]++;
    }

    Estimate estimate() {
        return Estimate.ofSums(value, scale, terms, 1);
    }
}
