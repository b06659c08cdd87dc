package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Pool2dShape.Kind;
import io.github.lanewise.kernels.Scratch;

/** {@code shape_rule}: the output shape of a layer. */
final class ShapeRuleOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        int[] in = conformanceCase.input("shape").integers();
        switch (conformanceCase.text("layer")) {
            case "conv" -> {
                Conv2dShape shape = convolution(conformanceCase, in);
                expectation.integers("shape", shape.batch(), shape.outChannels(), shape.outHeight(), shape.outWidth());
            }
            case "max_pool", "avg_pool" -> {
                Pool2dShape shape = pooling(conformanceCase, in);
                expectation.integers("shape", shape.batch(), shape.channels(), shape.outHeight(), shape.outWidth());
            }
            case "linear" -> {
                DenseShape shape = new DenseShape(in[0], in[1], conformanceCase.integer("out_features", 0));
                expectation.integers("shape", shape.batch(), shape.outFeatures());
            }
            default -> throw new UnsupportedCaseException("layer " + conformanceCase.text("layer"));
        }
    }

    private static Conv2dShape convolution(ConformanceCase conformanceCase, int[] in) {
        int[] kernel = conformanceCase.integers("kernel");
        int[] stride = conformanceCase.integers("stride");
        int[] pad = conformanceCase.integers("pad");
        return Conv2dShape.builder(in[0], in[1], in[2], in[3]).outChannels(conformanceCase.integer("out_channels", 0))
                .kernel(kernel[0], kernel[1]).stride(stride[0], stride[1]).padding(pad[0], pad[1], pad[0], pad[1])
                .build();
    }

    private static Pool2dShape pooling(ConformanceCase conformanceCase, int[] in) {
        int[] kernel = conformanceCase.integers("kernel");
        int[] stride = conformanceCase.integers("stride");
        int[] pad = conformanceCase.integers("pad");
        Kind kind = conformanceCase.text("layer").equals("max_pool") ? Kind.MAX : Kind.AVERAGE_EXCLUDING_PADDING;
        return Pool2dShape.builder(kind, in[0], in[1], in[2], in[3]).kernel(kernel[0], kernel[1])
                .stride(stride[0], stride[1]).padding(pad[0], pad[1], pad[0], pad[1]).build();
    }
}
