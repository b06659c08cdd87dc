package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.ProblemString;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.verify.bits.ActivationBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.ActivationOracle;
import io.github.lanewise.verify.oracle.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An activation of an array: output and gradient by the input, in place and not. What the library's own exponential makes of
 * an element has no bits but its own, so the bit reference takes each element from the kernel alone, where it stands in a
 * tail and never in a vector among others.
 *
 * <p>As a problem string: {@code tanh:n1000}.
 *
 * @param activation which
 * @param length elements
 */
public record ActivationSubject(Activation activation, int length) implements Subject {
    static ActivationSubject parse(String problem) {
        ProblemString p = new ProblemString(problem, null, Set.of("relu", "sigmoid", "tanh"), Set.of("n"));
        return new ActivationSubject(Activation.valueOf(p.operation().toUpperCase(Locale.ROOT)), p.get("n"));
    }

    @Override
    public String problem() {
        return activation.name().toLowerCase(Locale.ROOT) + ":n" + length;
    }

    @Override
    public List<Result> results() {
        return List.of(Result.of(this, "output", this::output, this::eachAlone, this::outputInDouble),
                Result.of(this, "gradInput", this::gradInput, this::gradInputBits, this::gradInputInDouble));
    }

    private float[] output(GuardedCall call, Trial trial) {
        GuardedFloats input = call.input("input", input(trial.values()));
        GuardedFloats output = call.output("output", length);
        float[] apart = forward(call, input, output);
        GuardedCall inPlace = call.form("in place");
        GuardedFloats both = inPlace.inPlace("input", input(trial.values()));
        Compare.bits(inPlace.problem(), forward(inPlace, both, both), apart);
        return apart;
    }

    private float[] forward(GuardedCall call, GuardedFloats input, GuardedFloats output) {
        call.run((scratch, parallel) -> activation.forward(input.array(), input.offset(), output.array(),
                output.offset(), length, scratch, parallel));
        return call.values(output);
    }

    private float[] gradInput(GuardedCall call, Trial trial) {
        float[] y = eachAlone(trial.values());
        float[] g = gradOutput(trial.values());
        float[] apart = backward(call, call.input("output", y), call.input("gradOutput", g),
                call.output("gradInput", length));
        GuardedCall overGradient = call.form("over gradOutput");
        GuardedFloats gradOutput = overGradient.inPlace("gradOutput", g);
        Compare.bits(overGradient.problem(),
                backward(overGradient, overGradient.input("output", y), gradOutput, gradOutput), apart);
        GuardedCall overOutput = call.form("over output");
        GuardedFloats output = overOutput.inPlace("output", y);
        Compare.bits(overOutput.problem(), backward(overOutput, output, overOutput.input("gradOutput", g), output),
                apart);
        return apart;
    }

    private float[] backward(GuardedCall call, GuardedFloats output, GuardedFloats gradOutput,
            GuardedFloats gradInput) {
        call.run((scratch, parallel) -> activation.backward(output.array(), output.offset(), gradOutput.array(),
                gradOutput.offset(), gradInput.array(), gradInput.offset(), length, scratch, parallel));
        return call.values(gradInput);
    }

    private float[] eachAlone(Values values) {
        float[] x = input(values);
        float[] alone = new float[length];
        Scratch scratch = new Scratch();
        for (int i = 0; i < length; i++) {
            if (activation == Activation.RELU) {
                alone[i] = ActivationBits.relu(x[i]);
            } else {
                activation.forward(x, i, alone, i, 1, scratch, Parallel.serial());
            }
        }
        return alone;
    }

    private float[] gradInputBits(Values values) {
        float[] y = eachAlone(values);
        float[] g = gradOutput(values);
        float[] gradInput = new float[length];
        for (int i = 0; i < length; i++) {
            gradInput[i] = ActivationBits.gradInput(activation, y[i], g[i]);
        }
        return gradInput;
    }

    private Estimate outputInDouble(Values values) {
        float[] x = input(values);
        double[] value = new double[length];
        double[] bound = new double[length];
        for (int i = 0; i < length; i++) {
            value[i] = ActivationOracle.value(activation, x[i]);
            bound[i] = ActivationOracle.bound(activation, value[i]);
        }
        return Estimate.of(value, bound);
    }

    private Estimate gradInputInDouble(Values values) {
        float[] x = input(values);
        float[] g = gradOutput(values);
        double[] value = new double[length];
        double[] bound = new double[length];
        for (int i = 0; i < length; i++) {
            double derivative = ActivationOracle.derivative(activation, x[i]);
            value[i] = g[i] * derivative;
            bound[i] = ActivationOracle.gradientBound(activation, ActivationOracle.value(activation, x[i]), derivative,
                    g[i]);
        }
        return Estimate.of(value, bound);
    }

    private float[] input(Values values) {
        return values.draw("input", length);
    }

    private float[] gradOutput(Values values) {
        return values.draw("gradOutput", length);
    }
}
