package io.github.lanewise.rivals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import ai.djl.training.loss.Loss;
import io.github.lanewise.bench.lenet.LenetShape;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.lenet.LayerSpec;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.Size;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A LeNet in PyTorch, through DJL's arrays and its autograd; the optimiser's step is the one that DJL's own {@code Sgd} calls.
 * Operations are called straight on arrays: DJL's blocks and trainer would call the same and more.
 */
final class PyTorchLenet {
    private static final Shape ONE = new Shape(1, 1);

    private final Engine engine;
    private final NDManager manager;
    private final LenetShape shape;
    private final float[][] inputs;
    private final NDArray images;
    private final List<NDArray> parameters = new ArrayList<>();

    PyTorchLenet(Engine engine, NDManager manager, LenetShape shape, float[][] inputs) {
        this.engine = engine;
        this.manager = manager;
        this.shape = shape;
        this.inputs = inputs;
        images = manager.create(inputs[1], new Shape(shape.batch(), 1, shape.input().height(), shape.input().width()));
        Iterator<float[]> values = LenetTask.cut(shape, inputs[0]).iterator();
        for (Parameters.Tensor tensor : LenetTask.tensors(shape)) {
            parameters.add(manager.create(values.next(), new Shape(
                    tensor.shape().stream().mapToLong(Integer::longValue).toArray())));
        }
    }

    /** The same array for one call: everything that is computed of it belongs to its manager, and goes with that. */
    private static NDArray within(NDManager call, NDArray array) {
        NDArray handle = array.stopGradient();
        handle.attach(call);
        return handle;
    }

    private NDArray logits(NDArray input) {
        Iterator<NDArray> tensors = parameters.iterator();
        NDArray x = input;
        boolean isFlat = false;
        for (LayerSpec layer : shape.layers()) {
            if (layer instanceof LayerSpec.Dense && !isFlat) {
                x = x.reshape(shape.batch(), -1);
                isFlat = true;
            }
            x = through(layer, x, tensors);
        }
        return x;
    }

    private static NDArray through(LayerSpec layer, NDArray x, Iterator<NDArray> tensors) {
        return switch (layer) {
            case LayerSpec.Convolution c -> Conv2d
                    .conv2d(x, tensors.next(), tensors.next(), both(c.stride()), both(c.padding()), ONE, 1)
                    .singletonOrThrow();
            case LayerSpec.Activate a -> LenetTask.isRelu(a) ? Activation.relu(x) : Activation.sigmoid(x);
            case LayerSpec.Pooling p -> p.kind() == Pool2dShape.Kind.MAX
                    ? Pool.maxPool2d(x, both(p.kernel()), both(p.stride()), both(p.padding()), false)
                    : Pool.avgPool2d(x, both(p.kernel()), both(p.stride()), both(p.padding()), false, false);
            case LayerSpec.Dense _ -> Linear.linear(x, tensors.next(), tensors.next()).singletonOrThrow();
            case LayerSpec.PartialConvolution _,LayerSpec.Subsampling _,LayerSpec.DigitDistance _ -> throw LenetTask
                    .noRival(layer);
        };
    }

    private static Shape both(Size size) {
        return new Shape(size.height(), size.width());
    }

    Library.Call inference() {
        return new Library.Call() {
            private NDManager last = manager.newSubManager();
            private NDArray logits;

            @Override
            public void run() {
                last.close();
                last = manager.newSubManager();
                logits = logits(within(last, images));
            }

            @Override
            public float[] result() {
                return logits.toFloatArray();
            }

            @Override
            public String note() {
                return engine.getVersion();
            }
        };
    }

    Library.Call training() {
        int[] classes = new int[shape.batch()];
        for (int n = 0; n < classes.length; n++) {
            classes[n] = (int) inputs[2][n];
        }
        NDArray labels = manager.create(classes).toType(DataType.INT64, false);
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return new Step(labels);
    }

    /** A training step: forward, backward, update. */
    private final class Step implements Library.Call {
        private final Loss softmaxCrossEntropy = Loss.softmaxCrossEntropyLoss();
        private final NDArray labels;
        private final List<NDArray> velocities;
        private long steps;
        private float loss;

        private Step(NDArray labels) {
            this.labels = labels;
            velocities = parameters.stream().map(NDArray::zerosLike).toList();
        }

        @Override
        public void run() {
            try (NDManager step = manager.newSubManager()) {
                NDArray mean;
                try (GradientCollector collector = engine.newGradientCollector()) {
                    mean = softmaxCrossEntropy.evaluate(new NDList(within(step, labels)),
                            new NDList(logits(within(step, images))));
                    collector.backward(mean);
                }
                update((float) LenetTask.rate(steps++));
                loss = mean.getFloat();
            }
        }

        /** Also sets the gradients to zero, for backward adds to them. */
        private void update(float rate) {
            float momentum = (float) LenetTask.momentum(shape);
            for (int i = 0; i < parameters.size(); i++) {
                NDArray parameter = parameters.get(i);
                try (NDArray gradient = parameter.getGradient()) {
                    NDList state = momentum == 0
                            ? new NDList(parameter, gradient)
                            : new NDList(parameter, gradient, velocities.get(i));
                    parameter.getNDArrayInternal().sgdUpdate(state, new NDList(parameter), rate, 0, 1, -1, momentum,
                            true);
                }
            }
        }

        @Override
        public float[] result() {
            return LenetTask.result(loss, inputs[0], parameters.stream().map(NDArray::toFloatArray).toList());
        }

        @Override
        public String note() {
            return engine.getVersion();
        }
    }
}
