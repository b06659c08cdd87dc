package io.github.lanewise.kernels.internal.elementwise;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;

/** Element-wise passes, in chunks small enough for L1 that end on whole vectors of any width. */
public enum ActivationPass implements Pass {
    RELU(4) {
        @Override
        void chunk(Arguments a, int from, int length) {
            KERNELS.activation().relu(length, a.input, a.inputOffset + from, a.output, a.outputOffset + from);
        }
    },
    RELU_BACKWARD(4) {
        @Override
        void chunk(Arguments a, int from, int length) {
            KERNELS.activation().reluBackward(length, a.output, a.outputOffset + from, a.gradOutput,
                    a.gradOutputOffset + from,
                    a.gradInput, a.gradInputOffset + from);
        }
    },
    SIGMOID(40) {
        @Override
        void chunk(Arguments a, int from, int length) {
            KERNELS.elementary().sigmoid(length, a.input, a.inputOffset + from, a.output, a.outputOffset + from);
        }
    },
    SIGMOID_BACKWARD(4) {
        @Override
        void chunk(Arguments a, int from, int length) {
            KERNELS.activation().sigmoidBackward(length, a.output, a.outputOffset + from, a.gradOutput,
                    a.gradOutputOffset + from,
                    a.gradInput, a.gradInputOffset + from);
        }
    },
    TANH(50) {
        @Override
        void chunk(Arguments a, int from, int length) {
            KERNELS.elementary().tanh(length, a.input, a.inputOffset + from, a.output, a.outputOffset + from);
        }
    },
    TANH_BACKWARD(4) {
        @Override
        void chunk(Arguments a, int from, int length) {
            KERNELS.activation().tanhBackward(length, a.output, a.outputOffset + from, a.gradOutput,
                    a.gradOutputOffset + from,
                    a.gradInput, a.gradInputOffset + from);
        }
    };

    private static final MicroKernels KERNELS = Lookup.kernels();
    private static final int CHUNK = 8192;

    /** What an element costs in multiply-adds: ReLU breaks even with two threads near 100,000 elements. */
    private final int cost;

    ActivationPass(int cost) {
        this.cost = cost;
    }

    abstract void chunk(Arguments a, int from, int length);

    @Override
    public int tasks(Arguments arguments) {
        return Math.max(1, (arguments.length + CHUNK - 1) / CHUNK);
    }

    @Override
    public long work(Arguments arguments) {
        return (long) cost * arguments.length;
    }

    @Override
    public String describe() {
        return "takes " + CHUNK + " elements a task";
    }

    @Override
    public void run(Arguments arguments, int task, float[] slot) {
        int from = task * CHUNK;
        chunk(arguments, from, Math.min(CHUNK, arguments.length - from));
    }
}
