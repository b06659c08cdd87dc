package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Pool2dShape.Kind;
import io.github.lanewise.kernels.Scratch;
import java.util.Arrays;

/** {@code shape_rule}: the output shape of a layer. One dimension is taken as two with a height of 1. */
final class ShapeRuleOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        int[] in = conformanceCase.input("shape").integers();
        switch (conformanceCase.text("layer")) {
            case "conv" -> {
                Conv2dShape shape = convolution(conformanceCase, in);
                expectation.integers("shape",
                        out(in, shape.batch(), shape.outChannels(), shape.outHeight(), shape.outWidth()));
            }
            case "max_pool", "avg_pool" -> {
                Pool2dShape shape = pooling(conformanceCase, in);
                expectation.integers("shape",
                        out(in, shape.batch(), shape.channels(), shape.outHeight(), shape.outWidth()));
            }
            case "linear" -> {
                DenseShape shape = new DenseShape(rows(in), conformanceCase.integer("in_features", in[in.length - 1]),
                        conformanceCase.integer("out_features", 0));
                int[] out = in.clone();
                out[in.length - 1] = shape.outFeatures();
                expectation.integers("shape", out);
            }
            case "flatten" -> expectation.integers("shape", in[0], product(in, 1, in.length));
            default -> throw new UnsupportedCaseException("layer " + conformanceCase.text("layer"));
        }
    }

    private static int rows(int[] in) {
        return product(in, 0, in.length - 1);
    }

    private static int product(int[] sizes, int from, int to) {
        return Arrays.stream(sizes, from, to).reduce(1, Math::multiplyExact);
    }

    private static int[] out(int[] in, int batch, int channels, int height, int width) {
        return in.length == 3 ? new int[]{batch, channels, width} : new int[]{batch, channels, height, width};
    }

    private static Conv2dShape convolution(ConformanceCase conformanceCase, int[] in) {
        Axes axes = new Axes(conformanceCase, in);
        return Conv2dShape.builder(in[0], in[1], axes.inHeight(), axes.inWidth())
                .outChannels(conformanceCase.integer("out_channels", 0))
                .kernel(axes.vertical("kernel", 0), axes.horizontal("kernel", 0))
                .stride(axes.vertical("stride", 1), axes.horizontal("stride", 1))
                .padding(axes.verticalPad("pad_begin"), axes.horizontalPad("pad_begin"), axes.verticalPad("pad_end"),
                        axes.horizontalPad("pad_end"))
                .dilation(axes.vertical("dilation", 1), axes.horizontal("dilation", 1))
                .groups(conformanceCase.integer("groups", 1)).build();
    }

    private static Pool2dShape pooling(ConformanceCase conformanceCase, int[] in) {
        Axes axes = new Axes(conformanceCase, in);
        Kind kind = conformanceCase.text("layer").equals("max_pool")
                ? Kind.MAX
                : conformanceCase.flag("count_include_pad")
                        ? Kind.AVERAGE_INCLUDING_PADDING
                        : Kind.AVERAGE_EXCLUDING_PADDING;
        int kernelHeight = axes.vertical("kernel", 0);
        int kernelWidth = axes.horizontal("kernel", 0);
        return Pool2dShape.builder(kind, in[0], in[1], axes.inHeight(), axes.inWidth())
                .kernel(kernelHeight, kernelWidth)
                .stride(axes.vertical("stride", kernelHeight), axes.horizontal("stride", kernelWidth))
                .padding(axes.verticalPad("pad_begin"), axes.horizontalPad("pad_begin"), axes.verticalPad("pad_end"),
                        axes.horizontalPad("pad_end"))
                .dilation(axes.vertical("dilation", 1), axes.horizontal("dilation", 1))
                .ceilMode(conformanceCase.flag("ceil_mode")).build();
    }

    /** Lists with a number for each axis; {@code pad} stands for both ends. */
    private record Axes(ConformanceCase conformanceCase, int[] in) {
        Axes {
            Operator.unsupportedIf(in.length != 3 && in.length != 4, (in.length - 2) + " dimensions");
        }

        int inHeight() {
            return in.length == 3 ? 1 : in[2];
        }

        int inWidth() {
            return in[in.length - 1];
        }

        int vertical(String key, int otherwise) {
            boolean given = conformanceCase.attributes().containsKey(key);
            if (in.length == 3) {
                return key.startsWith("pad") ? 0 : 1;
            }
            return given ? conformanceCase.integers(key)[0] : otherwise;
        }

        int horizontal(String key, int otherwise) {
            return conformanceCase.attributes().containsKey(key)
                    ? conformanceCase.integers(key)[in.length - 3]
                    : otherwise;
        }

        int verticalPad(String key) {
            return vertical(key, vertical("pad", 0));
        }

        int horizontalPad(String key) {
            return horizontal(key, horizontal("pad", 0));
        }
    }
}
