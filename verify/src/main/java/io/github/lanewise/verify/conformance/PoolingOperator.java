package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Pool2d;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.Pool2dShape.Kind;
import io.github.lanewise.kernels.Scratch;

/** {@code max_pool} and {@code avg_pool}. */
final class PoolingOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        WindowAttributes window = new WindowAttributes(conformanceCase);
        Kind kind = kind(conformanceCase);
        Tensor x = conformanceCase.input("x");
        Operator.unsupportedIf(!x.isFloat(), "no floats");
        Operator.unsupportedIf(expectation.wants("indices") && conformanceCase.integer("storage_order", 0) != 0,
                "column-major indices");
        Pool2dShape shape = Pool2dShape.builder(kind, x.size(0), x.size(1), window.height(x), window.width(x))
                .kernel(window.vertical("kernel"), window.horizontal("kernel"))
                .stride(window.vertical("stride"), window.horizontal("stride"))
                .padding(window.vertical("pad_begin"), window.horizontal("pad_begin"), window.vertical("pad_end"),
                        window.horizontal("pad_end"))
                .dilation(window.vertical("dilation"), window.horizontal("dilation"))
                .ceilMode(conformanceCase.flag("ceil_mode")).build();
        run(Pool2d.plan(shape), conformanceCase, expectation, scratch, parallel);
    }

    private static Kind kind(ConformanceCase conformanceCase) {
        if (conformanceCase.op().equals("max_pool")) {
            return Kind.MAX;
        }
        return conformanceCase.flag("count_include_pad")
                ? Kind.AVERAGE_INCLUDING_PADDING
                : Kind.AVERAGE_EXCLUDING_PADDING;
    }

    private static void run(Pool2d plan, ConformanceCase conformanceCase, Expectation expectation, Scratch scratch,
            Parallel parallel) {
        Pool2dShape shape = plan.shape();
        int length = shape.batch() * shape.channels() * shape.outHeight() * shape.outWidth();
        float[] output = new float[length];
        int[] indices = shape.kind() == Kind.MAX ? new int[length] : null;
        plan.forward(conformanceCase.input("x").floats(), output, indices, scratch, parallel);
        expectation.floats("y", output);
        if (indices != null) {
            expectation.integers("indices", indices);
        }
        float[] gradOutput = conformanceCase.floatsOrNull("dy");
        if (gradOutput != null) {
            float[] gradInput = new float[conformanceCase.input("x").length()];
            plan.backward(gradOutput, indices, gradInput, scratch, parallel);
            expectation.floats("dx", gradInput);
        }
    }
}
