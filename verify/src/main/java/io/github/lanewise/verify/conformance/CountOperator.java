package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/** {@code count}: products of a layer. Parameters are counted by networks, and the kernels have none. */
final class CountOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Operator.unsupportedIf(!conformanceCase.text("what").equals("flops_mul_and_add"),
                "counting " + conformanceCase.text("what"));
        int[] kernel = conformanceCase.integers("kernel");
        int[] output = conformanceCase.integers("output");
        Conv2dShape shape = Conv2dShape
                .builder(1, conformanceCase.integer("in_channels", 0), output[0] + kernel[0] - 1,
                        output[1] + kernel[1] - 1)
                .outChannels(conformanceCase.integer("out_channels", 0)).kernel(kernel[0], kernel[1]).build();
        expectation.count("value", 2 * shape.products());
    }
}
