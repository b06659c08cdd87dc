package io.github.lanewise.kernels;

import io.github.lanewise.kernels.internal.elementwise.ActivationPass;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.List;
import java.util.Locale;

/**
 * An activation, element by element, and its gradient from its own output.
 *
 * <p>Each is built of IEEE additions, multiplications, fused multiply-adds, divisions and bit operations alone, in one
 * fixed sequence, so an element's bits depend on nothing but its value. Sigmoid and tanh are at most 2 ulp from
 * the correctly rounded value over the whole float range. Input and output may be the same range of the same array; ranges that overlap in part
 * are refused.
 */
public enum Activation {
    /**
     * max(x, 0): +0 where x ≤ 0 (so also for −0), x where x &gt; 0, NaN for NaN. Gradient: gradOutput where the output is
     * not ≤ 0, else +0.
     */
    RELU(ActivationPass.RELU, ActivationPass.RELU_BACKWARD),
    /** 1 / (1 + e^−x). Gradient: gradOutput · (y · (1 − y)), each operation rounded, y the output. */
    SIGMOID(ActivationPass.SIGMOID, ActivationPass.SIGMOID_BACKWARD),
    /** tanh x. Gradient: gradOutput · fma(−y, y, 1), y the output. */
    TANH(ActivationPass.TANH, ActivationPass.TANH_BACKWARD);

    private final Execution forward;
    private final Execution backward;

    Activation(Pass forward, Pass backward) {
        this.forward = execution("forward", forward);
        this.backward = execution("backward", backward);
    }

    private Execution execution(String method, Pass pass) {
        return new Execution(method, "", a -> name().toLowerCase(Locale.ROOT) + ":n" + a.length, a -> a.length,
                List.of(pass));
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
        sameOrApart("output", output, outputOffset, "input", input, inputOffset, length);
        Arguments a = scratch.begin(parallel);
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
        sameOrApart("gradInput", gradInput, gradInputOffset, "output", output, outputOffset, length);
        sameOrApart("gradInput", gradInput, gradInputOffset, "gradOutput", gradOutput, gradOutputOffset, length);
        Arguments a = scratch.begin(parallel);
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

    private static void sameOrApart(String name, float[] array, int offset, String otherName, float[] other,
            int otherOffset, int length) {
        if (offset != otherOffset) {
            Check.apart(name, array, offset, length, otherName, other, otherOffset, length);
        }
    }
}
