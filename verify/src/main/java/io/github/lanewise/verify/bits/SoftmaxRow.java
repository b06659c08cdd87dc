package io.github.lanewise.verify.bits;

import io.github.lanewise.kernels.ElementaryFunction;

/** The softmax of one row on its way: x − max, the exponentials, and their sum in sixteen partials. */
record SoftmaxRow(float[] shifted, float[] exponentials, float sum) {
    static SoftmaxRow of(float[] x) {
        float max = x[0];
        for (float value : x) {
            max = value > max || value != value ? value : max;
        }
        float[] shifted = new float[x.length];
        for (int c = 0; c < x.length; c++) {
            shifted[c] = x[c] - max;
        }
        float[] exponentials = ElementaryFunctionBits.eachAlone(ElementaryFunction.EXP, shifted);
        return new SoftmaxRow(shifted, exponentials, sum(exponentials));
    }

    float probability(int number) {
        return exponentials[number] / sum;
    }

    float logarithmOfSum() {
        return ElementaryFunctionBits.eachAlone(ElementaryFunction.LOG, new float[]{sum})[0];
    }

    /** Class c goes to partial c mod 16. */
    static float sum(float[] terms) {
        Partials partials = new Partials();
        for (int c = 0; c < terms.length; c++) {
            partials.add(c % 16, terms[c]);
        }
        return partials.sum();
    }

    static float sumOfProducts(float[] a, float[] b) {
        Partials partials = new Partials();
        for (int c = 0; c < a.length; c++) {
            partials.addProduct(c % 16, a[c], b[c]);
        }
        return partials.sum();
    }

    /** The classes of a row, which lie apart in an array whose last axis is {@code positions} long. */
    static float[] gather(float[] array, int classes, int positions, int row) {
        float[] gathered = new float[classes];
        for (int c = 0; c < classes; c++) {
            gathered[c] = array[place(classes, positions, row, c)];
        }
        return gathered;
    }

    static int place(int classes, int positions, int row, int number) {
        return (row / positions * classes + number) * positions + row % positions;
    }
}
