package io.github.lanewise.rivals;

import io.github.lanewise.bench.lenet.LenetShape;
import io.github.lanewise.lenet.LayerSpec;
import io.github.lanewise.lenet.OptimizerSpec;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.data.Dataset;
import io.github.lanewise.lenet.data.SyntheticDigits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What every contender computes on a LeNet. Inputs: the initial weights and biases, tensor after tensor, images of digits,
 * and for training their labels as floats. {@link Pass#INFER}: the logits. {@link Pass#TRAIN}: forward, backward and a step
 * of gradient descent with the model's momentum; the result is the loss of the first step and what that changed in each weight.
 */
final class LenetTask {
    private static final double FIRST_RATE = 0.1;
    /** Small enough that hundreds of thousands of steps on one batch never bring gradients, or a velocity, near denormals. */
    private static final double RATE = 1e-6;
    private static final int SEED = 1;

    private LenetTask() {}

    /** The learning rate of a step: the first is checked, the others are timed. */
    static double rate(long step) {
        return step == 0 ? FIRST_RATE : RATE;
    }

    static List<Integer> inputs(LenetShape shape, Pass pass) {
        int pixels = shape.batch() * shape.input().length();
        List<Integer> lengths = List.of((int) shape.parameters(), pixels, shape.batch());
        return pass == Pass.TRAIN ? lengths : lengths.subList(0, 2);
    }

    static float[] input(LenetShape shape, int number) {
        if (number == 0) {
            return Parameters.initial(shape.model(), shape.input().height(), SEED).values();
        }
        Dataset digits = SyntheticDigits.generate(SEED, shape.batch(), 1, 1);
        byte[] bytes = number == 1 ? digits.trainImages() : digits.trainLabels();
        float[] values = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            values[i] = number == 1 ? (bytes[i] & 0xff) / 255f : bytes[i];
        }
        return values;
    }

    /** ReLU or sigmoid: no model with another is compared. */
    static boolean isRelu(LayerSpec.Activate layer) {
        return switch (layer.activation().kind()) {
            case RELU -> true;
            case SIGMOID -> false;
            default -> throw noRival(layer);
        };
    }

    static IllegalArgumentException noRival(LayerSpec layer) {
        return new IllegalArgumentException("\"" + layer.label()
                + "\" is in no network that is compared; expected lenet5-relu or lenet5-sigmoid");
    }

    /** The momentum of a model's own gradient descent. */
    static double momentum(LenetShape shape) {
        return ((OptimizerSpec.Descent) shape.model().defaults().optimizer()).options().momentum();
    }

    /** Elements of each part of the result, which are compared part by part. */
    static List<Integer> parts(LenetShape shape, Pass pass) {
        return pass == Pass.INFER
                ? List.of(shape.batch() * LenetShape.CLASSES)
                : Stream.concat(Stream.of(1), tensors(shape).stream().map(Parameters.Tensor::length)).toList();
    }

    static List<Parameters.Tensor> tensors(LenetShape shape) {
        return Parameters.zero(shape.model(), shape.input().height()).tensors();
    }

    /** The result of a first step. */
    static float[] result(float loss, float[] initial, List<float[]> updated) {
        float[] result = new float[1 + initial.length];
        result[0] = loss;
        int i = 0;
        for (float[] tensor : updated) {
            for (float value : tensor) {
                result[i + 1] = value - initial[i];
                i++;
            }
        }
        return result;
    }

    /** Cuts the parameters into tensors. */
    static List<float[]> cut(LenetShape shape, float[] parameters) {
        List<float[]> tensors = new ArrayList<>();
        for (Parameters.Tensor tensor : tensors(shape)) {
            tensors.add(Arrays.copyOfRange(parameters, tensor.offset(), tensor.offset() + tensor.length()));
        }
        return tensors;
    }
}
