package io.github.lanewise.rivals;

import io.github.lanewise.bench.lenet.LenetShape;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.lenet.LayerSpec;
import io.github.lanewise.lenet.Shape;
import io.github.lanewise.lenet.Size;
import java.util.Iterator;

/** A LeNet as an ONNX model, its weights constants. */
final class OnnxLenet {
    private OnnxLenet() {}

    static OnnxModel model(LenetShape shape, float[][] inputs, String resultName) {
        OnnxModel model = new OnnxModel(resultName, shape.batch(), LenetShape.CLASSES).given("images", inputs[1],
                shape.batch(), 1, shape.input().height(), shape.input().width());
        Iterator<float[]> tensors = LenetTask.cut(shape, inputs[0]).iterator();
        boolean isFlat = false;
        Shape before = shape.input();
        for (LayerSpec layer : shape.layers()) {
            if (layer instanceof LayerSpec.Dense && !isFlat) {
                model.node("Flatten");
                isFlat = true;
            }
            add(model, layer, before, tensors);
            before = layer.output(before);
        }
        return model;
    }

    private static void add(OnnxModel model, LayerSpec layer, Shape before,
            Iterator<float[]> tensors) {
        switch (layer) {
            case LayerSpec.Convolution c -> model.node("Conv")
                    .constant(c.name() + ".weight", tensors.next(), c.outChannels(), before.channels(),
                            c.kernel().height(), c.kernel().width())
                    .constant(c.name() + ".bias", tensors.next(), c.outChannels())
                    .attribute("kernel_shape", both(c.kernel())).attribute("strides", both(c.stride()))
                    .attribute("pads", fourfold(c.padding()));
            case LayerSpec.Activate a -> model.node(LenetTask.isRelu(a) ? "Relu" : "Sigmoid");
            case LayerSpec.Pooling p -> model.node(p.kind() == Pool2dShape.Kind.MAX ? "MaxPool" : "AveragePool")
                    .attribute("kernel_shape", both(p.kernel())).attribute("strides", both(p.stride()))
                    .attribute("pads", fourfold(p.padding()));
            case LayerSpec.Dense d -> model.node("Gemm")
                    .constant(d.name() + ".weight", tensors.next(), d.outFeatures(), before.length())
                    .constant(d.name() + ".bias", tensors.next(), d.outFeatures()).attribute("transB", 1);
            case LayerSpec.PartialConvolution _,LayerSpec.Subsampling _,LayerSpec.DigitDistance _ -> throw LenetTask
                    .noRival(layer);
        }
    }

    private static long[] both(Size size) {
        return new long[]{size.height(), size.width()};
    }

    private static long[] fourfold(Size size) {
        return new long[]{size.height(), size.width(), size.height(), size.width()};
    }
}
