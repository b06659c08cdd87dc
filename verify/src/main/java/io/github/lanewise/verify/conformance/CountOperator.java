package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;
import io.github.lanewise.lenet.LayerSpec;
import io.github.lanewise.lenet.Shape;
import io.github.lanewise.lenet.Size;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code count}: the parameters or products of a layer, as the trainer's layers count them. {@code parameters}, {@code products}
 * and {@code flops_mul_and_add} (two for each product) are of one layer, {@code parameters_total} of the list {@code layers}, in
 * which a layer reads {@code conv 6->16 5x5} or {@code linear 120->84}.
 */
final class CountOperator implements Operator {
    private static final Pattern CONVOLUTION = Pattern.compile("conv (\\d+)->(\\d+) (\\d+)x(\\d+)");
    private static final Pattern LINEAR = Pattern.compile("linear (\\d+)->(\\d+)");
    private static final Set<String> WITHOUT_PARAMETERS = Set.of("avg_pool", "max_pool", "flatten", "relu", "sigmoid",
            "tanh");

    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        String what = conformanceCase.text("what");
        expectation.count("value", switch (what) {
            case "parameters_total" -> conformanceCase.list("layers").stream()
                    .mapToLong(layer -> parameters(String.valueOf(layer))).sum();
            case "parameters" -> layer(conformanceCase).parameters(input(conformanceCase));
            case "products" -> layer(conformanceCase).products(input(conformanceCase));
            case "flops_mul_and_add" -> 2 * layer(conformanceCase).products(input(conformanceCase));
            default -> throw new UnsupportedCaseException("counting " + what);
        });
    }

    private static LayerSpec layer(ConformanceCase conformanceCase) {
        return switch (conformanceCase.text("layer")) {
            case "conv" -> convolution(conformanceCase.integer("out_channels", 0), kernel(conformanceCase));
            case "linear" -> new LayerSpec.Dense("linear", conformanceCase.integer("out_features", 0));
            default -> throw new UnsupportedCaseException("counting a layer " + conformanceCase.text("layer"));
        };
    }

    /** What an image is before the layer: of a convolution, the image that becomes the given output, if one is given. */
    private static Shape input(ConformanceCase conformanceCase) {
        if (conformanceCase.text("layer").equals("linear")) {
            return new Shape(conformanceCase.integer("in_features", 0), 1, 1);
        }
        Size kernel = kernel(conformanceCase);
        Size output = conformanceCase.attributes().containsKey("output")
                ? size(conformanceCase.integers("output"))
                : Size.square(1);
        return new Shape(conformanceCase.integer("in_channels", 0) / conformanceCase.integer("groups", 1),
                output.height() + kernel.height() - 1, output.width() + kernel.width() - 1);
    }

    private static Size kernel(ConformanceCase conformanceCase) {
        return size(conformanceCase.integers("kernel"));
    }

    private static Size size(int[] sizes) {
        Operator.unsupportedIf(sizes.length > 2, sizes.length + " dimensions");
        return new Size(sizes.length == 1 ? 1 : sizes[0], sizes[sizes.length - 1]);
    }

    private static LayerSpec convolution(int outChannels, Size kernel) {
        return new LayerSpec.Convolution("conv", outChannels, kernel, Size.square(1), Size.square(0));
    }

    private static long parameters(String layer) {
        Matcher c = CONVOLUTION.matcher(layer);
        if (c.matches()) {
            return convolution(number(c, 2), new Size(number(c, 3), number(c, 4)))
                    .parameters(new Shape(number(c, 1), 1, 1));
        }
        Matcher l = LINEAR.matcher(layer);
        if (l.matches()) {
            return new LayerSpec.Dense("linear", number(l, 2)).parameters(new Shape(number(l, 1), 1, 1));
        }
        Operator.unsupportedIf(!WITHOUT_PARAMETERS.contains(layer.split(" ")[0]), "counting a layer " + layer);
        return 0;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
