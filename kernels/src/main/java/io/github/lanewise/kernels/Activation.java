package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.elementwise.ActivationPasses;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.Objects;

/**
 * An activation, element by element, and its gradient from its own output, so that the output may overwrite the input.
 * Conventions at the kink are PyTorch's. Activations of the same kind and parameter are equal.
 *
 * <table>
 * <caption>y from x, and what the gradient by the output, g, is multiplied by</caption>
 * <tr><th>activation</th><th>y</th><th>gradient by the input</th></tr>
 * <tr><td>{@link #RELU}</td><td>x ≤ 0 ? +0 : x</td><td>y ≤ 0 ? +0 : g</td></tr>
 * <tr><td>{@link #leakyRelu leakyRelu(s)}</td><td>x &gt; 0 ? x : s·x</td><td>y ≤ 0 ? s·g : g</td></tr>
 * <tr><td>{@link #elu elu(α)}</td><td>x &gt; 0 ? x : α·expm1(x)</td><td>y &gt; 0 ? g : g·(y + α)</td></tr>
 * <tr><td>{@link #SIGMOID}</td><td>1 / (1 + e^−x)</td><td>g·(y·(1 − y))</td></tr>
 * <tr><td>{@link #TANH}</td><td>tanh x</td><td>g·fma(−y, y, 1)</td></tr>
 * <tr><td>{@link #SCALED_TANH}</td><td>1.7159·tanh(2x/3)</td><td>g·(c·((a − y)·(a + y)))</td></tr>
 * <tr><td>{@link #SOFTPLUS}</td><td>ln(1 + e^x)</td><td>g·−expm1(−y)</td></tr>
 * </table>
 *
 * Each operation of a gradient is rounded, in the order of the brackets; a and c are the floats nearest to 1.7159 and to 2 /
 * (3·1.7159). The output for NaN is NaN.
 *
 * <p>The errors below are the largest of all 2³² floats, against the correctly rounded value and against the exact one, as
 * {@code verify sweep} measures them. All but the sigmoid are monotone: from one float to the next none decreases.
 *
 * <p>Each function is built of IEEE additions, multiplications, fused multiply-adds, divisions and bit operations alone, in
 * one fixed sequence, so an element's bits depend on nothing but its value. Input and output may be the same range of the
 * same array; ranges that overlap in part are refused.
 */
public final class Activation {
    /** max(x, 0): +0 also for −0. */
    public static final Activation RELU = new Activation(Kind.RELU, Float.NaN, ActivationPasses.relu());
    /**
     * 1 / (1 + e^−x). Error: 2 ulp, 2.41 from the exact value. Between −1.95 and −0.69, where it gains less than its own rounding
     * from one float to the next, it decreases in 198,181 places.
     */
    public static final Activation SIGMOID = new Activation(Kind.SIGMOID, Float.NaN, ActivationPasses.sigmoid());
    /** tanh x; −0 for −0. Error: 1 ulp, 1.34 from the exact value. */
    public static final Activation TANH = new Activation(Kind.TANH, Float.NaN, ActivationPasses.tanh());
    /**
     * 1.7159·tanh(2x/3), which takes ±1 nearly to ±1; −0 for −0. Error, against the exact 1.7159 and 2/3: 1 ulp, 1.34 from the
     * exact value. Source: the squashing function of LeNet-5, Y. LeCun, L.
     * Bottou, Y. Bengio, P. Haffner, Gradient-Based Learning Applied to Document Recognition, 1998, section II and appendix A.
     */
    public static final Activation SCALED_TANH = new Activation(Kind.SCALED_TANH, Float.NaN,
            ActivationPasses.scaledTanh());
    /**
     * ln(1 + e^x), without the threshold and the factor β of PyTorch. Error: 2 ulp (196 floats, all others 1), 1.65 from the exact
     * value.
     */
    public static final Activation SOFTPLUS = new Activation(Kind.SOFTPLUS, Float.NaN, ActivationPasses.softplus());

    /** The formulas. */
    public enum Kind {
        /** {@link Activation#RELU}. */
        RELU,
        /** {@link Activation#leakyRelu}. */
        LEAKY_RELU,
        /** {@link Activation#elu}. */
        ELU,
        /** {@link Activation#SIGMOID}. */
        SIGMOID,
        /** {@link Activation#TANH}. */
        TANH,
        /** {@link Activation#SCALED_TANH}. */
        SCALED_TANH,
        /** {@link Activation#SOFTPLUS}. */
        SOFTPLUS;

        /**
         * The name in problem strings and reports.
         *
         * @return such as {@code leaky_relu}
         */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A kind, and a number in parentheses or none. */
    private static final Pattern TEXT = Pattern.compile("([a-z_]+)(?:\\((-?[0-9]+(?:\\.[0-9]+)?(?:E-?[0-9]+)?)\\))?");

    private final Kind kind;
    private final float parameter;
    /** What it runs on any stretch of floats. */
    final ActivationPasses passes;
    private final Execution forward;
    private final Execution backward;

    private Activation(Kind kind, float parameter, ActivationPasses passes) {
        this.kind = kind;
        this.passes = passes;
        this.parameter = parameter;
        this.forward = execution("forward", passes.forward());
        this.backward = execution("backward", passes.backward());
    }

    /**
     * The leaky ReLU: x where x &gt; 0, else negativeSlope·x, rounded. At 0 the gradient is multiplied by the slope.
     *
     * @param negativeSlope finite and not negative: with a negative one the output would not tell which side the input was
     *        on, and the gradient is taken from the output. With 0, −∞ gives NaN
     * @return the activation
     * @throws IllegalArgumentException if the slope is negative or not finite
     */
    public static Activation leakyRelu(float negativeSlope) {
        float slope = notNegative("negativeSlope", negativeSlope);
        return new Activation(Kind.LEAKY_RELU, slope, ActivationPasses.leakyRelu(slope));
    }

    /**
     * The exponential linear unit: x where x &gt; 0, else alpha·(e^x − 1), where {@link ElementaryFunction#EXPM1} and the
     * product are rounded. Error with alpha 1: 1 ulp; with another alpha the product's rounding is added. At 0 the gradient is multiplied by alpha. Source: D.-A. Clevert, T. Unterthiner, S. Hochreiter,
     * Fast and Accurate Deep Network Learning by Exponential Linear Units, 2016.
     *
     * @param alpha finite and not negative: with a negative one the output would not tell which side the input was on, and
     *        the gradient is taken from the output
     * @return the activation
     * @throws IllegalArgumentException if alpha is negative or not finite
     */
    public static Activation elu(float alpha) {
        float checked = notNegative("alpha", alpha);
        return new Activation(Kind.ELU, checked, ActivationPasses.elu(checked));
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @param text a kind, and where it has one its parameter in parentheses: {@code relu}, {@code leaky_relu(0.1)}
     * @return the activation
     * @throws IllegalArgumentException if the text is none, or the parameter negative or not finite
     * @throws NullPointerException if {@code text} is null
     */
    public static Activation parse(String text) {
        Matcher matcher = TEXT.matcher(Objects.requireNonNull(text, "text"));
        if (matcher.matches()) {
            String parameter = matcher.group(2);
            for (Kind kind : Kind.values()) {
                boolean takesOne = kind == Kind.LEAKY_RELU || kind == Kind.ELU;
                if (kind.toString().equals(matcher.group(1)) && takesOne == (parameter != null)) {
                    return of(kind, takesOne ? Float.parseFloat(parameter) : 0);
                }
            }
        }
        throw new IllegalArgumentException("text is \"" + text
                + "\"; expected relu, sigmoid, tanh, scaled_tanh, softplus, leaky_relu(slope) or elu(alpha)");
    }

    private static Activation of(Kind kind, float parameter) {
        return switch (kind) {
            case RELU -> RELU;
            case LEAKY_RELU -> leakyRelu(parameter);
            case ELU -> elu(parameter);
            case SIGMOID -> SIGMOID;
            case TANH -> TANH;
            case SCALED_TANH -> SCALED_TANH;
            case SOFTPLUS -> SOFTPLUS;
        };
    }

    private static float notNegative(String name, float value) {
        if (!(value >= 0 && value <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " is " + value + "; expected a finite number of at least 0");
        }
        return value + 0f; // −0 becomes +0
    }

    private Execution execution(String method, Pass pass) {
        return new Execution(method, "", a -> problem(a.length), a -> a.length, List.of(pass));
    }

    private String problem(int length) {
        ProblemString.Writer problem = new ProblemString.Writer(kind.toString(), null).put("n", length);
        return (Float.isNaN(parameter) ? problem : problem.put("alpha", parameter, Float.NaN)).toString();
    }

    /**
     * Its formula.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The number in its formula.
     *
     * @return the negative slope of a leaky ReLU, alpha of an exponential linear unit, NaN for the others
     */
    public float parameter() {
        return parameter;
    }

    /**
     * Computes the output.
     *
     * @param input the input
     * @param inputOffset where it begins
     * @param output the output, overwritten; may be the input itself
     * @param outputOffset where it begins
     * @param length elements
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset or the length negative, or the ranges overlap
     *         in part
     * @throws NullPointerException if anything is null
     */
    public void forward(float[] input, int inputOffset, float[] output, int outputOffset, int length, Scratch scratch,
            Parallel parallel) {
        Check.notNegative("length", length);
        Check.range("input", input, inputOffset, length);
        Check.range("output", output, outputOffset, length);
        Check.sameOrApart("output", output, outputOffset, "input", input, inputOffset, length);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.input = input;
            a.inputOffset = inputOffset;
            a.output = output;
            a.outputOffset = outputOffset;
            a.length = length;
            scratch.execute(forward, a, parallel);
        } finally {
            scratch.end();
        }
    }

    /**
     * Computes the gradient by the input.
     *
     * @param output what forward wrote
     * @param outputOffset where it begins
     * @param gradOutput the gradient by the output
     * @param gradOutputOffset where it begins
     * @param gradInput the gradient by the input, overwritten; may be gradOutput or output itself
     * @param gradInputOffset where it begins
     * @param length elements
     * @param scratch temporary memory
     * @param parallel where to run
     * @throws IllegalArgumentException if an array is too short, an offset or the length negative, or gradInput overlaps
     *         another range in part
     * @throws NullPointerException if anything is null
     */
    public void backward(float[] output, int outputOffset, float[] gradOutput, int gradOutputOffset, float[] gradInput,
            int gradInputOffset, int length, Scratch scratch, Parallel parallel) {
        Check.notNegative("length", length);
        Check.range("output", output, outputOffset, length);
        Check.range("gradOutput", gradOutput, gradOutputOffset, length);
        Check.range("gradInput", gradInput, gradInputOffset, length);
        Check.sameOrApart("gradInput", gradInput, gradInputOffset, "output", output, outputOffset, length);
        Check.sameOrApart("gradInput", gradInput, gradInputOffset, "gradOutput", gradOutput, gradOutputOffset, length);
        Arguments a = Scratch.begin(scratch, parallel);
        try {
            a.output = output;
            a.outputOffset = outputOffset;
            a.gradOutput = gradOutput;
            a.gradOutputOffset = gradOutputOffset;
            a.gradInput = gradInput;
            a.gradInputOffset = gradInputOffset;
            a.length = length;
            scratch.execute(backward, a, parallel);
        } finally {
            scratch.end();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Activation that && kind == that.kind
                && Float.compare(parameter, that.parameter) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + Float.hashCode(parameter);
    }

    /**
     * The name of its kind, with the parameter where it has one.
     *
     * @return such as {@code tanh} or {@code leaky_relu(0.01)}
     */
    @Override
    public String toString() {
        return kind + (Float.isNaN(parameter) ? "" : "(" + parameter + ")");
    }
}
