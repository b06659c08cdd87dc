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
        Pool2dShape shape = Pool2dShape.builder(kind, x.size(0), x.size(1), window.height(x), window.width(x))
                .kernel(window.vertical("kernel"), window.horizontal("kernel"))
                .stride(window.vertical("stride"), window.horizontal("stride"))
                .padding(window.vertical("pad_begin"), window.horizontal("pad_begin"), window.vertical("pad_end"),
                        window.horizontal("pad_end"))
                .dilation(window.vertical("dilation"), window.horizontal("dilation"))
                .ceilMode(conformanceCase.flag("ceil_mode"))
                .divisorOverride(conformanceCase.integer("divisor_override", 0)).build();
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
            expectation.integers("indices", published(indices, shape, conformanceCase));
        }
        float[] gradOutput = conformanceCase.floatsOrNull("dy");
        if (gradOutput != null) {
            float[] gradInput = new float[conformanceCase.input("x").length()];
            plan.backward(gradOutput, indices, gradInput, scratch, parallel);
            expectation.floats("dx", gradInput);
        }
    }

    /** PyTorch counts the cells of a plane, row by row; ONNX those of the whole tensor, and column by column if asked. */
    private static int[] published(int[] indices, Pool2dShape shape, ConformanceCase conformanceCase) {
        String meaning = conformanceCase.text("indices");
        Operator.unsupportedIf(!meaning.isEmpty() && !meaning.equals("flat_in_plane"), "indices " + meaning);
        if (!meaning.isEmpty() || !conformanceCase.attributes().containsKey("storage_order")) {
            return indices;
        }
        boolean byColumns = conformanceCase.integer("storage_order", 0) == 1;
        int cells = shape.inHeight() * shape.inWidth();
        int windows = shape.outHeight() * shape.outWidth();
        int[] published = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            int row = indices[i] / shape.inWidth();
            int column = indices[i] % shape.inWidth();
            published[i] = i / windows * cells + (byColumns ? column * shape.inHeight() + row : indices[i]);
        }
        return published;
    }
}
