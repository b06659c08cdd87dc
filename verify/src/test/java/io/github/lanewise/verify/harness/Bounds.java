package io.github.lanewise.verify.harness;

import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.Estimate;
import java.util.function.Supplier;

/**
 * The comparison with the oracle that values allow: equality, a bound, or none. The kernels equal the bit reference by then,
 * so comparing that speaks for all algorithms and threads.
 */
public final class Bounds {
    private Bounds() {}

    public static void check(String problem, Values values, float[] got, Supplier<Estimate> oracle) {
        if (values.exact()) {
            Compare.exactly(problem, got, oracle.get());
        } else if (values.bounded()) {
            Compare.within(problem, got, oracle.get());
        }
    }
}
