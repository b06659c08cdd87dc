package io.github.lanewise.lenet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.github.lanewise.kernels.Activation;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Scratch;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxTest {
    private static final int BATCH = 3;
    /**
     * What a logit may differ by. A sum of K ≤ 576 products is off by at most K · 2⁻²⁴ of the sum of their magnitudes, which with
     * weights that start within √(6 / K) and inputs up to 1 is at most √(6 · K): 2e-3 · 1e-2 in the worst layer, and far less
     * where signs mix. A wrong operator or layout moves a logit by more than 1e-2.
     */
    private static final double TOLERANCE = 1e-4;

    @TempDir
    Path folder;

    private ModelProto written(Parameters parameters) throws IOException {
        Path file = folder.resolve("model.onnx");
        Onnx.write(parameters, file);
        return ModelProto.parseFrom(Files.readAllBytes(file));
    }

    private void assertRunsTheSame(Parameters parameters) throws IOException {
        int pixels = parameters.input().length();
        float[] images = new float[BATCH * pixels];
        Random random = new Random(5);
        Network network = new Network(parameters, BATCH, new Scratch(), Parallel.serial());
        double[] given = new double[images.length];
        PixelScale scale = parameters.pixelScale();
        for (int i = 0; i < images.length; i++) {
            float pixel = random.nextFloat();
            given[i] = pixel;
            images[i] = scale.background() + (scale.ink() - scale.background()) * pixel;
        }
        for (int n = 0; n < BATCH; n++) {
            network.put(n, images, n * pixels, 0);
        }
        network.forward();
        Shape shape = parameters.input();
        OnnxInterpreter.Tensor result = OnnxInterpreter.run(written(parameters), new OnnxInterpreter.Tensor(
                new int[]{BATCH, shape.channels(), shape.height(), shape.width()}, given));
        double[] logits = new double[network.logits().length];
        Arrays.setAll(logits, i -> network.logits()[i]);
        assertArrayEquals(logits, result.values(), TOLERANCE);
    }

    @ParameterizedTest
    @EnumSource
    void everyModel(Model model) throws IOException {
        for (int inputSize : model.inputSizes()) {
            assertRunsTheSame(Parameters.initial(model, inputSize, 3));
        }
    }

    static Stream<List<LayerSpec>> layers() {
        Stream<LayerSpec> activations = Stream.of(Activation.RELU, Activation.leakyRelu(0.1f), Activation.elu(0.5f),
                Activation.SIGMOID, Activation.TANH, Activation.SCALED_TANH, Activation.SOFTPLUS)
                .map(LayerSpec.Activate::new);
        Stream<LayerSpec> poolings = Arrays.stream(Pool2dShape.Kind.values()).map(
                kind -> new LayerSpec.Pooling(kind, new Size(3, 2), new Size(2, 1), new Size(1, 0)));
        Stream<LayerSpec> convolution = Stream
                .of(new LayerSpec.Convolution("second", 2, new Size(2, 3), new Size(1, 2), new Size(0, 1)));
        return Stream.of(activations, poolings, convolution).flatMap(layer -> layer)
                .map(layer -> List.of(new LayerSpec.Convolution("first", 3, 3, 1), layer, layer(layer),
                        new LayerSpec.Dense("last", 4)));
    }

    /** The same activation again, so that its constants are used twice. */
    private static LayerSpec layer(LayerSpec layer) {
        return layer instanceof LayerSpec.Activate ? layer : new LayerSpec.Activate(Activation.TANH);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void everyLayer(List<LayerSpec> layers) throws IOException {
        Parameters parameters = Parameters.zero(layers, new Shape(2, 7, 8));
        Random random = new Random(6);
        for (int i = 0; i < parameters.values().length; i++) {
            parameters.values()[i] = random.nextFloat() - 0.5f;
        }
        assertRunsTheSame(parameters);
    }

    /** What other programs see first: sizes with a free batch, names, versions. */
    @Test
    void declares() throws IOException {
        Parameters parameters = Parameters.initial(Model.LENET5_RELU, 28, 3);
        ModelProto model = written(parameters);
        assertEquals(8, model.getIrVersion());
        assertEquals(17, model.getOpsetImport(0).getVersion());
        assertEquals("images batch 1 28 28", text(model.getGraph().getInput(0)));
        assertEquals("logits batch 10", text(model.getGraph().getOutput(0)));
        TensorProto first = model.getGraph().getInitializer(0);
        assertEquals("conv1.weight", first.getName());
        assertEquals(List.of(6L, 1L, 5L, 5L), first.getDimsList());
        assertEquals(parameters.values()[149],
                first.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getFloat(4 * 149));
        assertEquals(parameters.hash(), model.getMetadataPropsList().stream()
                .filter(property -> property.getKey().equals("sha256")).findFirst().orElseThrow().getValue());
    }

    private static String text(ValueInfoProto value) {
        return value.getName() + " " + String.join(" ", value.getType().getTensorType().getShape().getDimList()
                .stream().map(size -> size.getDimParam() + (size.hasDimValue() ? size.getDimValue() : "")).toList());
    }
}
