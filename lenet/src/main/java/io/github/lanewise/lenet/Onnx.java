package io.github.lanewise.lenet;

import static io.github.lanewise.lenet.OnnxGraph.integer;
import static io.github.lanewise.lenet.OnnxGraph.integers;
import static io.github.lanewise.lenet.OnnxGraph.number;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.github.lanewise.kernels.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A network with its weights as an ONNX model: one input {@code images}, batch × channels × height × width for any batch, whose
 * pixels are byte / 255 whatever the model makes of them; one output {@code logits}, batch × classes, as {@link Network#logits}.
 * The weights are constants under their own names, laid out as {@link DenseTensor} says.
 *
 * <p>
 * Format: ONNX, onnx.proto3, IR version 8 with operator set 17, which ONNX Runtime reads since its version 1.12.
 */
public final class Onnx {
    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 17;

    private final Parameters parameters;
    private final List<DenseTensor> tensors;
    private final OnnxGraph graph;
    private boolean flat;

    private Onnx(Parameters parameters) {
        this.parameters = parameters;
        tensors = DenseTensor.of(parameters);
        graph = new OnnxGraph(name(parameters), "images", parameters.input());
    }

    /**
     * Writes a network with its weights, whole or not at all.
     *
     * @param parameters
     *            the weights, with their layers
     * @param file
     *            where to; replaced if it is there
     * @throws IOException
     *             if it cannot be written; the file is then as before
     */
    public static void write(Parameters parameters, Path file) throws IOException {
        WholeFile.write(file, new Onnx(parameters).model().toByteArray());
    }

    private ModelProto model() {
        scalePixels(parameters.pixelScale());
        Shape shape = parameters.input();
        for (LayerSpec layer : parameters.layers()) {
            add(layer, shape);
            shape = layer.output(shape);
        }
        ModelProto.Builder model = ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("lenet")
                .setGraph(graph.end("logits", shape.length()));
        model.addOpsetImportBuilder().setVersion(OPERATOR_SET);
        return model.addMetadataProps(property("model", name(parameters)))
                .addMetadataProps(property("pixels", "byte / 255, the background 0"))
                .addMetadataProps(property("sha256", parameters.hash())).build();
    }

    private void scalePixels(PixelScale scale) {
        if (!scale.equals(PixelScale.UNIT)) {
            graph.node("Mul", List.of(constant("contrast", scale.ink() - scale.background())));
            graph.node("Add", List.of(constant("background", scale.background())));
        }
    }

    private static String name(Parameters parameters) {
        return parameters.model() == null ? "layers" : parameters.model().toString();
    }

    private static StringStringEntryProto property(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private void add(LayerSpec layer, Shape input) {
        switch (layer) {
            case LayerSpec.Convolution c ->
                trained("Conv", c.name(), window(c.kernel(), c.stride(), c.padding()));
            case LayerSpec.PartialConvolution p ->
                trained("Conv", p.name(), window(Size.square(p.kernel()), Size.square(1), Size.square(0)));
            case LayerSpec.Activate a -> add(a.activation());
            case LayerSpec.Pooling p -> add(p);
            case LayerSpec.Subsampling s -> add(s, input.channels());
            case LayerSpec.Dense d -> {
                flatten();
                trained("Gemm", d.name(), integer("transB", 1));
            }
            case LayerSpec.DigitDistance _ -> {
                flatten();
                addDistances();
            }
        }
    }

    /** What comes from a convolution has four sizes, be the last two 1 or not; what comes from a dense layer two. */
    private void flatten() {
        if (!flat) {
            graph.node("Flatten", List.of());
            flat = true;
        }
    }

    private void trained(String operator, String name, AttributeProto... attributes) {
        List<String> constants = List.of(name + ".weight", name + ".bias");
        for (String constant : constants) {
            DenseTensor tensor = tensor(constant);
            graph.constant(constant, tensor.shape(), tensor.elements(parameters.values));
        }
        graph.node(operator, constants, attributes);
    }

    private DenseTensor tensor(String name) {
        return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst().orElseThrow();
    }

    /** A convolution of each channel by itself, whose four weights are the coefficient. */
    private void add(LayerSpec.Subsampling subsampling, int channels) {
        float[] coefficients = tensor(subsampling.name() + ".weight").elements(parameters.values);
        float[] weight = new float[4 * channels];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = coefficients[i / 4];
        }
        graph.constant(subsampling.name() + ".weight", List.of(channels, 1, 2, 2), weight);
        AttributeProto[] window = window(Size.square(2), Size.square(2), Size.square(0));
        trained("Conv", subsampling.name(), with(window, integer("group", channels)));
    }

    /** Minus the squared distances to the pictures of the digits: the largest is that of the nearest. */
    private void addDistances() {
        graph.node("Unsqueeze", List.of(graph.constant("axes", 1)));
        graph.constant("digits", List.of(DigitBitmaps.DIGITS, DigitBitmaps.PIXELS), DigitBitmaps.centres());
        graph.node("Sub", List.of("digits"));
        graph.node("ReduceSumSquare", List.of(), integers("axes", 2), integer("keepdims", 0));
        graph.node("Neg", List.of());
    }

    private void add(LayerSpec.Pooling pooling) {
        AttributeProto[] window = window(pooling.kernel(), pooling.stride(), pooling.padding());
        switch (pooling.kind()) {
            case MAX -> graph.node("MaxPool", List.of(), window);
            case AVERAGE_INCLUDING_PADDING ->
                graph.node("AveragePool", List.of(), with(window, integer("count_include_pad", 1)));
            case AVERAGE_EXCLUDING_PADDING -> graph.node("AveragePool", List.of(), window);
        }
    }

    private static AttributeProto[] with(AttributeProto[] attributes, AttributeProto more) {
        AttributeProto[] all = Arrays.copyOf(attributes, attributes.length + 1);
        all[attributes.length] = more;
        return all;
    }

    private static AttributeProto[] window(Size kernel, Size stride, Size padding) {
        return new AttributeProto[]{integers("kernel_shape", kernel.height(), kernel.width()),
                integers("strides", stride.height(), stride.width()),
                integers("pads", padding.height(), padding.width(), padding.height(), padding.width())};
    }

    private void add(Activation activation) {
        switch (activation.kind()) {
            case RELU -> graph.node("Relu", List.of());
            case LEAKY_RELU -> graph.node("LeakyRelu", List.of(), number("alpha", activation.parameter()));
            case ELU -> graph.node("Elu", List.of(), number("alpha", activation.parameter()));
            case SIGMOID -> graph.node("Sigmoid", List.of());
            case TANH -> graph.node("Tanh", List.of());
            case SCALED_TANH -> {
                graph.node("Mul", List.of(constant("slope", 2 / 3f)));
                graph.node("Tanh", List.of());
                graph.node("Mul", List.of(constant("amplitude", 1.7159f)));
            }
            case SOFTPLUS -> graph.node("Softplus", List.of());
        }
    }
    private String constant(String name, float value) {
        graph.constant(name, List.of(), new float[]{value});
        return name;
    }
}
