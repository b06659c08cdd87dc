package io.github.lanewise.rivals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.lanewise.bench.lenet.LenetShape;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.GemmShape;
import io.github.lanewise.kernels.Pool2dShape;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;

/**
 * ONNX Runtime, on models of one node or of a network. The weights of a layer's forward pass are constants of the model, as it is used, which
 * lets it pack them once. Its gradients by input are the forward passes that ONNX has for them: Gemm and ConvTranspose.
 */
final class OnnxRuntime implements Library {
    private static final String RESULT = "result";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

    /** Whether ONNX has a node for it. */
    static boolean supports(Task task) {
        return switch (task.shape()) {
            case Conv2dShape _ -> task.pass() != Pass.GRAD_WEIGHT;
            case Pool2dShape s -> task.pass() != Pass.BACKWARD && s.divisorOverride() == 0;
            case LenetShape _ -> task.pass() == Pass.INFER;
            default -> true;
        };
    }

    @Override
    public Call prepare(Task task, float[][] inputs, int threads) throws OrtException {
        OnnxModel model = model(task, inputs);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        OrtSession session = environment.createSession(model.bytes(), options);
        Map<String, OnnxTensor> given = new LinkedHashMap<>();
        for (Map.Entry<String, OnnxModel.Value> input : model.inputs().entrySet()) {
            given.put(input.getKey(), OnnxTensor.createTensor(environment,
                    buffer(Native.floats(input.getValue().values())), input.getValue().sizes()));
        }
        FloatPointer result = Native.floats(task.result());
        OnnxTensor pinned = OnnxTensor.createTensor(environment, buffer(result), model.result());
        Map<String, OnnxTensor> outputs = Map.of(RESULT, pinned);
        boolean withIndices = task.pass() == Pass.FORWARD_INDICES;
        return new Call() {
            @Override
            public void run() throws OrtException {
                if (withIndices) {
                    session.run(given, Set.of("indices"), outputs).close();
                } else {
                    session.run(given, outputs).close();
                }
            }

            @Override
            public float[] result() {
                return Native.array(result, task.result());
            }

            @Override
            public String note() {
                return environment.getVersion();
            }
        };
    }

    private static FloatBuffer buffer(FloatPointer pointer) {
        return pointer.asBuffer();
    }

    private static OnnxModel model(Task task, float[][] inputs) {
        return switch (task.shape()) {
            case Conv2dShape s -> convolution(s, task.pass(), inputs);
            case Pool2dShape s -> pooling(s, task.pass(), inputs[0]);
            case LenetShape s -> OnnxLenet.model(s, inputs, RESULT);
            default -> product(task, inputs);
        };
    }

    private static OnnxModel product(Task task, float[][] inputs) {
        GemmShape s = task.product().orElseThrow();
        long[] a = s.transposedA() ? new long[]{s.depth(), s.rows()} : new long[]{s.rows(), s.depth()};
        long[] b = s.transposedB() ? new long[]{s.columns(), s.depth()} : new long[]{s.depth(), s.columns()};
        OnnxModel model = new OnnxModel(RESULT, s.rows(), s.columns()).node("Gemm")
                .attribute("transA", s.transposedA() ? 1 : 0)
                .attribute("transB", s.transposedB() ? 1 : 0).input("a", inputs[0], a);
        boolean hasWeights = task.shape() instanceof DenseShape && task.pass() != Pass.GRAD_WEIGHT;
        return hasWeights ? model.constant("b", inputs[1], b) : model.input("b", inputs[1], b);
    }

    private static OnnxModel convolution(Conv2dShape s, Pass pass, float[][] inputs) {
        long[] weight = {s.outChannels(), s.channelsPerGroup(), s.kernelHeight(), s.kernelWidth()};
        long[] input = {s.batch(), s.inChannels(), s.inHeight(), s.inWidth()};
        long[] output = {s.batch(), s.outChannels(), s.outHeight(), s.outWidth()};
        OnnxModel model;
        if (pass == Pass.FORWARD) {
            model = new OnnxModel(RESULT, output).node("Conv").input("input", inputs[0], input);
        } else {
            // Rows and columns at the end that no window of forward reached.
            long below = s.inHeight() + s.padTop() + s.padBottom() - reach(s.outHeight(), s.strideHeight(),
                    s.kernelHeight(), s.dilationHeight());
            long right = s.inWidth() + s.padLeft() + s.padRight() - reach(s.outWidth(), s.strideWidth(),
                    s.kernelWidth(), s.dilationWidth());
            model = new OnnxModel(RESULT, input).node("ConvTranspose").attribute("output_padding", below, right)
                    .input("gradOutput", inputs[0], output);
        }
        return model.constant("weight", inputs[1], weight).attribute("kernel_shape", s.kernelHeight(), s.kernelWidth())
                .attribute("strides", s.strideHeight(), s.strideWidth())
                .attribute("pads", s.padTop(), s.padLeft(), s.padBottom(), s.padRight())
                .attribute("dilations", s.dilationHeight(), s.dilationWidth()).attribute("group", s.groups());
    }

    private static long reach(int outputs, int stride, int kernel, int dilation) {
        return (outputs - 1L) * stride + (kernel - 1L) * dilation + 1;
    }

    private static OnnxModel pooling(Pool2dShape s, Pass pass, float[] input) {
        boolean isMaximum = s.kind() == Pool2dShape.Kind.MAX;
        OnnxModel model = new OnnxModel(RESULT, s.batch(), s.channels(), s.outHeight(), s.outWidth())
                .node(isMaximum ? "MaxPool" : "AveragePool")
                .input("input", input, s.batch(), s.channels(), s.inHeight(), s.inWidth())
                .attribute("kernel_shape", s.kernelHeight(), s.kernelWidth())
                .attribute("strides", s.strideHeight(), s.strideWidth())
                .attribute("pads", s.padTop(), s.padLeft(), s.padBottom(), s.padRight())
                .attribute("dilations", s.dilationHeight(), s.dilationWidth())
                .attribute("ceil_mode", s.ceilMode() ? 1 : 0);
        if (!isMaximum) {
            model.attribute("count_include_pad", s.kind() == Pool2dShape.Kind.AVERAGE_INCLUDING_PADDING ? 1 : 0);
        }
        return pass == Pass.FORWARD_INDICES ? model.wholeOutput("indices") : model;
    }
}
