package io.github.lanewise.rivals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import io.github.lanewise.bench.lenet.LenetShape;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.GemmShape;
import io.github.lanewise.kernels.Pool2dShape;
import java.util.function.Supplier;

/**
 * PyTorch, through DJL's arrays. The gradients of single convolutions and poolings are missing: DJL reaches them through autograd
 * alone, which adds each to the one before.
 */
final class PyTorch implements Library {
    private final Engine engine = Engine.getEngine("PyTorch");
    private final NDManager manager = engine.newBaseManager();

    /** Whether it is to be had without autograd. */
    static boolean supports(Task task) {
        return switch (task.shape()) {
            case Conv2dShape s -> task.pass() == Pass.FORWARD && s.padTop() == s.padBottom()
                    && s.padLeft() == s.padRight();
            case Pool2dShape s -> task.pass() == Pass.FORWARD && s.padTop() == s.padBottom()
                    && s.padLeft() == s.padRight() && s.dilationHeight() == 1 && s.dilationWidth() == 1
                    && s.divisorOverride() == 0
                // Through DJL an average always counts padding.
                    && (s.kind() != Pool2dShape.Kind.AVERAGE_EXCLUDING_PADDING || s.padTop() == 0 && s.padLeft() == 0);
            default -> true;
        };
    }

    @Override
    public Call prepare(Task task, float[][] inputs, int threads) {
        if (task.shape() instanceof LenetShape s) {
            PyTorchLenet lenet = new PyTorchLenet(engine, manager, s, inputs);
            return task.pass() == Pass.TRAIN ? lenet.training() : lenet.inference();
        }
        Supplier<NDArray> operation = switch (task.shape()) {
            case Conv2dShape s -> convolution(s, inputs);
            case Pool2dShape s -> pooling(s, inputs[0]);
            default -> product(task.product().orElseThrow(), inputs);
        };
        return new Call() {
            private NDArray result;

            @Override
            public void run() {
                if (result != null) {
                    result.close();
                }
                result = operation.get();
            }

            @Override
            public float[] result() {
                return result.toFloatArray();
            }

            @Override
            public String note() {
                return engine.getVersion();
            }
        };
    }

    private Supplier<NDArray> product(GemmShape s, float[][] inputs) {
        NDArray a = matrix(inputs[0], s.rows(), s.depth(), s.transposedA());
        NDArray b = matrix(inputs[1], s.depth(), s.columns(), s.transposedB());
        return () -> a.matMul(b);
    }

    private NDArray matrix(float[] values, int rows, int columns, boolean transposed) {
        return transposed
                ? manager.create(values, new Shape(columns, rows)).transpose()
                : manager.create(values, new Shape(rows, columns));
    }

    private Supplier<NDArray> convolution(Conv2dShape s, float[][] inputs) {
        NDArray input = manager.create(inputs[0], new Shape(s.batch(), s.inChannels(), s.inHeight(), s.inWidth()));
        NDArray weight = manager.create(inputs[1],
                new Shape(s.outChannels(), s.channelsPerGroup(), s.kernelHeight(), s.kernelWidth()));
        Shape stride = new Shape(s.strideHeight(), s.strideWidth());
        Shape padding = new Shape(s.padTop(), s.padLeft());
        Shape dilation = new Shape(s.dilationHeight(), s.dilationWidth());
        return () -> Conv2d.conv2d(input, weight, null, stride, padding, dilation, s.groups()).singletonOrThrow();
    }

    private Supplier<NDArray> pooling(Pool2dShape s, float[] values) {
        NDArray input = manager.create(values, new Shape(s.batch(), s.channels(), s.inHeight(), s.inWidth()));
        Shape window = new Shape(s.kernelHeight(), s.kernelWidth());
        Shape stride = new Shape(s.strideHeight(), s.strideWidth());
        Shape padding = new Shape(s.padTop(), s.padLeft());
        boolean countsPadding = s.kind() == Pool2dShape.Kind.AVERAGE_INCLUDING_PADDING;
        return s.kind() == Pool2dShape.Kind.MAX
                ? () -> Pool.maxPool2d(input, window, stride, padding, s.ceilMode())
                : () -> Pool.avgPool2d(input, window, stride, padding, s.ceilMode(), countsPadding);
    }
}
