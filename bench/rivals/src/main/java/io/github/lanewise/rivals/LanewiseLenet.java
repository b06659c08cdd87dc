package io.github.lanewise.rivals;

import io.github.lanewise.bench.lenet.LenetShape;
import io.github.lanewise.kernels.Backend;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.lenet.Network;
import io.github.lanewise.lenet.Optimizer;
import io.github.lanewise.lenet.Parameters;
import java.util.List;

/** A LeNet on these kernels. In inference its weights are packed once, as the rivals do. */
final class LanewiseLenet {
    private final LenetShape shape;
    private final float[][] inputs;
    private final Parameters parameters;
    private final Network network;
    private final Optimizer optimizer;
    private int steps;
    private float loss;

    LanewiseLenet(LenetShape shape, float[][] inputs, Parallel parallel) {
        this.shape = shape;
        this.inputs = inputs;
        parameters = Parameters.zero(shape.model(), shape.input().height());
        System.arraycopy(inputs[0], 0, parameters.values(), 0, inputs[0].length);
        Scratch scratch = new Scratch();
        network = new Network(parameters, shape.batch(), scratch, parallel);
        int image = parameters.input().length();
        for (int n = 0; n < shape.batch(); n++) {
            network.put(n, inputs[1], n * image, 0);
        }
        optimizer = new Optimizer(shape.model().defaults().optimizer(), parameters, scratch, parallel);
    }

    Library.Call inference() {
        network.freeze();
        return new Library.Call() {
            @Override
            public void run() {
                network.infer();
            }

            @Override
            public float[] result() {
                return network.logits().clone();
            }

            @Override
            public String note() {
                return Backend.name();
            }
        };
    }

    Library.Call training() {
        for (int n = 0; n < shape.batch(); n++) {
            network.labels()[n] = (int) inputs[2][n];
        }
        return new Library.Call() {
            @Override
            public void run() {
                loss = network.forward();
                network.backward();
                double rate = LenetTask.rate(steps++);
                optimizer.step(rate, steps);
            }

            @Override
            public float[] result() {
                return LenetTask.result(loss, inputs[0], List.of(parameters.values()));
            }

            @Override
            public String note() {
                return Backend.name();
            }
        };
    }
}
