package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.ElementaryFunction;
import io.github.lanewise.kernels.ProblemString;
import io.github.lanewise.verify.bits.ElementaryFunctionBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.ElementaryFunctionOracle;
import io.github.lanewise.verify.oracle.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An elementary function of an array, in place and not.
 *
 * <p>As a problem string: {@code log1p:n1000}.
 *
 * @param function which
 * @param length elements
 */
public record ElementaryFunctionSubject(ElementaryFunction function, int length) implements Subject {
    static ElementaryFunctionSubject parse(String problem) {
        Set<String> operations = Stream.of(ElementaryFunction.values()).map(ElementaryFunction::toString)
                .collect(Collectors.toSet());
        ProblemString p = new ProblemString(problem, null, operations, Set.of("n"));
        return new ElementaryFunctionSubject(ElementaryFunction.valueOf(p.operation().toUpperCase(Locale.ROOT)),
                p.get("n"));
    }

    @Override
    public String problem() {
        return new ProblemString.Writer(function.toString(), null).put("n", length).toString();
    }

    @Override
    public List<Result> results() {
        return List.of(Result.of(this, "output", this::output,
                values -> ElementaryFunctionBits.eachAlone(function, input(values)), this::outputInDouble));
    }

    private float[] output(GuardedCall call, Trial trial) {
        GuardedFloats input = call.input("input", input(trial.values()));
        float[] apart = apply(call, input, call.output("output", length));
        GuardedCall inPlace = call.form("in place");
        GuardedFloats both = inPlace.inPlace("input", input(trial.values()));
        Compare.bits(inPlace.problem(), apply(inPlace, both, both), apart);
        return apart;
    }

    private float[] apply(GuardedCall call, GuardedFloats input, GuardedFloats output) {
        call.run((scratch, parallel) -> function.apply(input.array(), input.offset(), output.array(), output.offset(),
                length, scratch, parallel));
        return call.values(output);
    }

    private Estimate outputInDouble(Values values) {
        float[] x = input(values);
        double[] value = new double[length];
        double[] bound = new double[length];
        for (int i = 0; i < length; i++) {
            value[i] = ElementaryFunctionOracle.value(function, x[i]);
            bound[i] = ElementaryFunctionOracle.bound(value[i]);
        }
        return Estimate.of(value, bound);
    }

    /** Bounded values are brought to where the function is finite, because there is no bound around infinity. */
    private float[] input(Values values) {
        float[] x = values.draw("input", length);
        for (int i = 0; i < length && values.bounded(); i++) {
            x[i] = switch (function) {
                case EXP, EXPM1 -> Math.min(x[i], 88);
                case LOG, LOG1P -> Math.max(Math.abs(x[i]), Float.MIN_VALUE);
            };
        }
        return x;
    }
}
