package io.github.lanewise.kernels.internal.run;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What one method of the API runs: its passes in order, and the words for it in explanations and verbose lines.
 *
 * @param method the method, such as forward
 * @param algorithm the algorithm's name, empty where there is but one
 * @param problem the problem string, which without a plan follows from the arguments of a call
 * @param operations floating-point operations: two a product, else one for each element read
 * @param passes the passes
 */
public record Execution(String method, String algorithm, Function<Arguments, String> problem,
        ToLongFunction<Arguments> operations, List<Pass> passes) {

    /** What a plan runs: its problem is known before any call. */
    public static Execution planned(String method, String algorithm, Object shape, long operations,
            List<Pass> passes) {
        return new Execution(method, algorithm, _ -> shape.toString(), _ -> operations, passes);
    }

    /** What it costs, and the passes with their tasks and memory, a line each. */
    public String explain(Arguments arguments) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%n  %s: %,d floating-point operations",
                method, operations.applyAsLong(arguments)));
        int shared = 0;
        for (Pass pass : passes) {
            shared = Math.max(shared, pass.sharedFloats(arguments));
            text.append(String.format(Locale.ROOT, "%n    %s; tasks %,d, scratch %,d floats a thread", pass.describe(),
                    pass.tasks(arguments), pass.slotFloats(arguments)));
        }
        return text.append(String.format(Locale.ROOT, "%n    shared by all passes: %,d floats", shared)).toString();
    }
}
