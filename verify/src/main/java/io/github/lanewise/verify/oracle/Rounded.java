package io.github.lanewise.verify.oracle;

/**
 * A number that floats compute operation by operation: its exact value, and how far the computed one may lie from it.
 *
 * <p><b>The bound.</b> Let a and b be exact, and the computed operands within e and f of them. Then the exact result of an
 * operation on the computed operands lies from that on the exact ones at most e + f for a sum, |a|·f + |b|·e + e·f for a
 * product, (e + |a / b|·f) / (|b| − f) for a quotient (anything where f reaches |b|), and for a root the larger of √a −
 * √max(a − e, 0) and √(a + e) − √a. The operation then rounds, by at most u = 2^-24 of what it rounds, or by half of the
 * least float where that is subnormal. A fused multiply-add rounds once where this counts two. u is taken 2^-20 larger than
 * it is, which covers the roundings of the doubles here: each is 2^-29 of the float's.
 *
 * <p>Source: N. J. Higham, "Accuracy and Stability of Numerical Algorithms", 2002, section 3.3, running error analysis.
 *
 * @param value the exact value
 * @param error how far the float may lie from it
 */
record Rounded(double value, double error) {
    private static final double UNIT = 0x1.00001p-24;
    private static final double HALF_OF_LEAST = 0x1p-150;

    /** A constant, which is rounded to a float once; a float itself is exact. */
    static Rounded of(double constant) {
        return new Rounded(constant, Math.abs(constant - (float) constant));
    }

    static Rounded[] of(float[] values) {
        Rounded[] rounded = new Rounded[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = of(values[i]);
        }
        return rounded;
    }

    static Estimate estimate(Rounded[] numbers) {
        double[] value = new double[numbers.length];
        double[] bound = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            value[i] = numbers[i].value;
            bound[i] = numbers[i].error;
        }
        return Estimate.of(value, bound);
    }

    Rounded plus(Rounded other) {
        return operation(value + other.value, error + other.error);
    }

    Rounded minus(Rounded other) {
        return operation(value - other.value, error + other.error);
    }

    Rounded times(Rounded other) {
        return operation(value * other.value,
                Math.abs(value) * other.error + Math.abs(other.value) * error + error * other.error);
    }

    Rounded over(Rounded divisor) {
        double quotient = value / divisor.value;
        double least = Math.abs(divisor.value) - divisor.error;
        return operation(quotient,
                least > 0 ? (error + Math.abs(quotient) * divisor.error) / least : Double.POSITIVE_INFINITY);
    }

    Rounded root() {
        double root = Math.sqrt(value);
        double below = root - Math.sqrt(Math.max(0, value - error));
        return operation(root, Math.max(below, Math.sqrt(value + error) - root)); // above is more where value is near 0
    }

    private static Rounded operation(double value, double propagated) {
        double error = propagated + UNIT * (Math.abs(value) + propagated) + HALF_OF_LEAST;
        return new Rounded(value, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error); // 0·∞: nothing is known
    }
}
