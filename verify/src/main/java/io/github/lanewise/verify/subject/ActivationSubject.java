package io.github.lanewise.verify.subject;

import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Activation.Kind;
import io.github.lanewise.kernels.ProblemString;
import io.github.lanewise.verify.bits.ActivationBits;
import io.github.lanewise.verify.compare.Compare;
import io.github.lanewise.verify.data.GuardedFloats;
import io.github.lanewise.verify.data.Values;
import io.github.lanewise.verify.oracle.ActivationOracle;
import io.github.lanewise.verify.oracle.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An activation of an array: output and gradient by the input, in place and not.
 *
 * <p>As a problem string: {@code tanh:n1000}; {@code leaky_relu} and {@code elu} with their parameter: {@code
 * elu:n1000alpha0.5}.
 *
 * @param activation which
 * @param length elements
 */
public record ActivationSubject(Activation activation, int length) implements Subject {
    static ActivationSubject parse(String problem) {
        Set<String> operations = Stream.of(Kind.values()).map(Kind::toString).collect(Collectors.toSet());
        String operation = new ProblemString(problem, null, operations, Set.of("n", "alpha")).operation();
        Kind kind = Kind.valueOf(operation.toUpperCase(Locale.ROOT));
        boolean parameter = kind == Kind.LEAKY_RELU || kind == Kind.ELU;
        ProblemString p = new ProblemString(problem, null, operations, parameter ? Set.of("n", "alpha") : Set.of("n"));
        float alpha = p.decimal("alpha", Float.NaN);
        return new ActivationSubject(switch (kind) {
            case RELU -> Activation.RELU;
            case LEAKY_RELU -> Activation.leakyRelu(alpha);
            case ELU -> Activation.elu(alpha);
            case SIGMOID -> Activation.SIGMOID;
            case TANH -> Activation.TANH;
            case SCALED_TANH -> Activation.SCALED_TANH;
            case SOFTPLUS -> Activation.SOFTPLUS;
        }, p.get("n"));
    }

    @Override
    public String problem() {
        ProblemString.Writer problem = new ProblemString.Writer(activation.kind().toString(), null).put("n", length);
        float alpha = activation.parameter();
        return (Float.isNaN(alpha) ? problem : problem.put("alpha", alpha, Float.NaN)).toString();
    }

    @Override
    public List<Result> results() {
        return List.of(Result.of(this, "output", this::output, this::outputBits, this::outputInDouble),
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
        float[] y = outputBits(trial.values());
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

    private float[] outputBits(Values values) {
        return ActivationBits.output(activation, input(values));
    }

    private float[] gradInputBits(Values values) {
        return ActivationBits.gradInput(activation, outputBits(values), gradOutput(values));
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
