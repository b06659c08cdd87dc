package io.github.lanewise.verify.subject;

import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.Values;
import java.util.List;

/**
 * The contract "one result": whatever the algorithm, the number of threads and the offsets, a result has the bits of the
 * published order, and those lie within the oracle's bounds.
 */
public final class OneResult {
    private OneResult() {}

    /**
     * Checks every result of a subject by every algorithm.
     *
     * @param subject the operator at a problem
     * @param values where the inputs are drawn
     * @param offset arrays begin at multiples of it
     * @param ways on how many threads
     * @throws AssertionError naming problem, result, algorithm, values, offset, way and the worst element, if one differs
     */
    public static void check(Subject subject, Values values, int offset, List<Way> ways) {
        for (Result result : subject.results()) {
            String text = subject.problem() + ", " + result.name();
            float[] bits = result.bits(values);
            for (String algorithm : result.algorithms()) {
                for (Way way : ways) {
                    Trial trial = new Trial(algorithm, way, offset, values);
                    Compare.bits(text + " " + trial, result.compute(trial), bits);
                }
            }
            // The kernels equal the bits by now, so this speaks for all of them.
            if (values.bounded()) {
                Compare.within(text + ", " + values, bits, result.oracle(values));
            }
        }
    }
}
