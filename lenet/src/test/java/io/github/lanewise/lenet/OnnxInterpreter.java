package io.github.lanewise.lenet;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Runs an ONNX model in double precision, by the text of the operators' specification; those that a LeNet needs. */
final class OnnxInterpreter {
    /** Numbers with their sizes, outermost first. */
    record Tensor(int[] sizes, double[] values) {
        int size(int axis) {
            return sizes[axis];
        }

        /** The element at these places; 0 outside of the last two sizes. */
        double at(int n, int c, int h, int w) {
            return h < 0 || h >= sizes[2] || w < 0 || w >= sizes[3]
                    ? 0
                    : values[((n * sizes[1] + c) * sizes[2] + h) * sizes[3] + w];
        }
    }

    private final Map<String, Tensor> tensors = new HashMap<>();
    private NodeProto node;

    static Tensor run(ModelProto model, Tensor images) {
        return new OnnxInterpreter().result(model, images);
    }

    private Tensor result(ModelProto model, Tensor images) {
        model.getGraph().getInitializerList().forEach(constant -> tensors.put(constant.getName(), tensor(constant)));
        tensors.put(model.getGraph().getInput(0).getName(), images);
        for (NodeProto next : model.getGraph().getNodeList()) {
            node = next;
            tensors.put(next.getOutput(0), result());
        }
        return tensors.get(model.getGraph().getOutput(0).getName());
    }

    private static Tensor tensor(TensorProto constant) {
        ByteBuffer bytes = constant.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        boolean whole = constant.getDataType() == TensorProto.DataType.INT64.getNumber();
        double[] values = new double[bytes.remaining() / (whole ? Long.BYTES : Float.BYTES)];
        Arrays.setAll(values, i -> whole ? bytes.getLong(Long.BYTES * i) : bytes.getFloat(Float.BYTES * i));
        return new Tensor(constant.getDimsList().stream().mapToInt(Long::intValue).toArray(), values);
    }

    private Tensor result() {
        return switch (node.getOpType()) {
            case "Conv" -> convolution(input(0), input(1), input(2));
            case "MaxPool" -> pooling(input(0), true);
            case "AveragePool" -> pooling(input(0), false);
            case "Gemm" -> product(input(0), input(1), input(2));
            case "Flatten" -> new Tensor(new int[]{input(0).size(0), input(0).values.length / input(0).size(0)},
                    input(0).values);
            case "Relu" -> each(x -> Math.max(x, 0));
            case "LeakyRelu" -> each(x -> x >= 0 ? x : attribute("alpha").getF() * x);
            case "Elu" -> each(x -> x >= 0 ? x : attribute("alpha").getF() * Math.expm1(x));
            case "Sigmoid" -> each(x -> 1 / (1 + Math.exp(-x)));
            case "Softplus" -> each(x -> Math.log1p(Math.exp(x)));
            case "Tanh" -> each(Math::tanh);
            case "Neg" -> each(x -> -x);
            case "Add" -> broadcast(input(0), input(1), Double::sum);
            case "Mul" -> broadcast(input(0), input(1), (a, b) -> a * b);
            case "Sub" -> broadcast(input(0), input(1), (a, b) -> a - b);
            case "Unsqueeze" -> unsqueezed(input(0));
            case "ReduceSumSquare" -> squares(input(0));
            default -> throw new AssertionError(node.getOpType());
        };
    }

    private Tensor input(int i) {
        return tensors.get(node.getInput(i));
    }

    private AttributeProto attribute(String name) {
        return node.getAttributeList().stream().filter(attribute -> attribute.getName().equals(name)).findFirst()
                .orElse(AttributeProto.getDefaultInstance());
    }

    /** An attribute with one number for each of some axes. */
    private int[] sizes(String name) {
        return attribute(name).getIntsList().stream().mapToInt(Long::intValue).toArray();
    }

    private Tensor each(DoubleUnaryOperator function) {
        return new Tensor(input(0).sizes, Arrays.stream(input(0).values).map(function).toArray());
    }

    private Tensor convolution(Tensor x, Tensor weight, Tensor bias) {
        int groups = Math.max(1, (int) attribute("group").getI());
        int perGroup = weight.size(0) / groups;
        Tensor y = windows(x, weight.size(0));
        int[] stride = sizes("strides");
        int[] pad = sizes("pads");
        for (int i = 0; i < y.values.length; i++) {
            int[] at = place(y, i);
            double sum = bias.values[at[1]];
            for (int k = 0; k < weight.values.length / weight.size(0); k++) {
                int column = k % weight.size(3);
                int row = k / weight.size(3) % weight.size(2);
                int channel = k / weight.size(3) / weight.size(2);
                sum += weight.at(at[1], channel, row, column) * x.at(at[0], at[1] / perGroup * weight.size(1) + channel,
                        at[2] * stride[0] - pad[0] + row, at[3] * stride[1] - pad[1] + column);
            }
            y.values[i] = sum;
        }
        return y;
    }

    private Tensor pooling(Tensor x, boolean maximum) {
        Tensor y = windows(x, x.size(1));
        int[] kernel = sizes("kernel_shape");
        int[] stride = sizes("strides");
        int[] pad = sizes("pads");
        for (int i = 0; i < y.values.length; i++) {
            int[] at = place(y, i);
            double best = Double.NEGATIVE_INFINITY;
            double sum = 0;
            int cells = 0;
            for (int k = 0; k < kernel[0] * kernel[1]; k++) {
                int row = at[2] * stride[0] - pad[0] + k / kernel[1];
                int column = at[3] * stride[1] - pad[1] + k % kernel[1];
                boolean inside = row >= 0 && row < x.size(2) && column >= 0 && column < x.size(3);
                sum += x.at(at[0], at[1], row, column);
                cells += inside || attribute("count_include_pad").getI() == 1 ? 1 : 0;
                best = inside ? Math.max(best, x.at(at[0], at[1], row, column)) : best;
            }
            y.values[i] = maximum ? best : sum / cells;
        }
        return y;
    }

    /** Room for what windows over an image give. */
    private Tensor windows(Tensor x, int channels) {
        int[] kernel = sizes("kernel_shape");
        int[] stride = sizes("strides");
        int[] pad = sizes("pads");
        int height = (x.size(2) + pad[0] + pad[2] - kernel[0]) / stride[0] + 1;
        int width = (x.size(3) + pad[1] + pad[3] - kernel[1]) / stride[1] + 1;
        return new Tensor(new int[]{x.size(0), channels, height, width},
                new double[x.size(0) * channels * height * width]);
    }

    private static int[] place(Tensor tensor, int i) {
        int plane = tensor.size(2) * tensor.size(3);
        return new int[]{i / plane / tensor.size(1), i / plane % tensor.size(1), i % plane / tensor.size(3),
                i % tensor.size(3)};
    }

    private Tensor product(Tensor x, Tensor weight, Tensor bias) {
        if (attribute("transB").getI() != 1 || x.sizes.length != 2) {
            throw new AssertionError("two matrices, the weight out × in");
        }
        int in = weight.size(1);
        Tensor y = new Tensor(new int[]{x.size(0), weight.size(0)}, new double[x.size(0) * weight.size(0)]);
        for (int i = 0; i < y.values.length; i++) {
            int row = i / weight.size(0);
            int column = i % weight.size(0);
            double sum = bias.values[column];
            for (int k = 0; k < in; k++) {
                sum += x.values[row * in + k] * weight.values[column * in + k];
            }
            y.values[i] = sum;
        }
        return y;
    }

    /** Sizes are compared from the last; where one is 1 or missing, its element serves for all of the other. */
    private static Tensor broadcast(Tensor a, Tensor b, DoubleBinaryOperator operator) {
        int rank = Math.max(a.sizes.length, b.sizes.length);
        int[] sizes = new int[rank];
        Arrays.setAll(sizes, axis -> Math.max(size(a, axis, rank), size(b, axis, rank)));
        double[] values = new double[Arrays.stream(sizes).reduce(1, (x, y) -> x * y)];
        Arrays.setAll(values, i -> operator.applyAsDouble(element(a, i, sizes), element(b, i, sizes)));
        return new Tensor(sizes, values);
    }

    private static int size(Tensor tensor, int axis, int rank) {
        int own = axis - (rank - tensor.sizes.length);
        return own < 0 ? 1 : tensor.size(own);
    }

    private static double element(Tensor tensor, int i, int[] sizes) {
        int rest = i;
        int place = 0;
        int step = 1;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            int size = size(tensor, axis, sizes.length);
            place += size == 1 ? 0 : rest % sizes[axis] * step;
            step *= size;
            rest /= sizes[axis];
        }
        return tensor.values[place];
    }

    private Tensor unsqueezed(Tensor x) {
        if (!List.of(1.0).equals(Arrays.stream(input(1).values).boxed().toList()) || x.sizes.length != 2) {
            throw new AssertionError("a new size stands behind the first of two");
        }
        return new Tensor(new int[]{x.size(0), 1, x.size(1)}, x.values);
    }

    private Tensor squares(Tensor x) {
        if (sizes("axes").length != 1 || sizes("axes")[0] != 2 || attribute("keepdims").getI() != 0) {
            throw new AssertionError("the last of three sizes is summed away");
        }
        Tensor y = new Tensor(new int[]{x.size(0), x.size(1)}, new double[x.size(0) * x.size(1)]);
        for (int i = 0; i < x.values.length; i++) {
            y.values[i / x.size(2)] += x.values[i] * x.values[i];
        }
        return y;
    }
}
