package io.github.lanewise.verify.conformance;

import io.github.lanewise.kernels.Pad2d;
import io.github.lanewise.kernels.Pad2dShape;
import io.github.lanewise.kernels.Pad2dShape.Mode;
import io.github.lanewise.kernels.Parallel;
import io.github.lanewise.kernels.Scratch;

/** {@code pad}, of the last axis or the last two. Without a mode it is constant, without a value by 0, as ONNX has it. */
final class PadOperator implements Operator {
    @Override
    public void run(ConformanceCase conformanceCase, Expectation expectation, Scratch scratch, Parallel parallel) {
        Tensor x = conformanceCase.input("x");
        float value = conformanceCase.number("value", 0);
        Pad2dShape shape = shape(conformanceCase, x);
        Pad2d plan = shape.mode() == Mode.CONSTANT ? Pad2d.plan(shape, value) : Pad2d.plan(shape);
        float[] output = new float[shape.batch() * shape.channels() * shape.outHeight() * shape.outWidth()];
        plan.forward(x.floats(), output, scratch, parallel);
        expectation.floats("y", output);
        float[] gradOutput = conformanceCase.floatsOrNull("dy");
        if (gradOutput != null) {
            float[] gradInput = new float[x.length()];
            plan.backward(gradOutput, gradInput, scratch, parallel);
            expectation.floats("dx", gradInput);
        }
    }

    private static Pad2dShape shape(ConformanceCase conformanceCase, Tensor x) {
        int rank = x.rank();
        int[] begin = conformanceCase.integers("pad_begin");
        int[] end = conformanceCase.integers("pad_end");
        Operator.unsupportedIf(rank != 3 && rank != 4, rank + " axes");
        Operator.unsupportedIf(begin[0] != 0 || begin[1] != 0 || end[0] != 0 || end[1] != 0,
                "padding of images or channels");
        Mode mode = mode(conformanceCase.text("mode"));
        for (int axis = 2; axis < rank; axis++) {
            int most = Math.max(begin[axis], end[axis]);
            Operator.unsupportedIf(Math.min(begin[axis], end[axis]) < 0, "negative padding");
            Operator.unsupportedIf(mode == Mode.REFLECT && most >= x.size(axis), "a reflection beyond the image");
        }
        return rank == 3
                ? Pad2dShape.of1d(mode, x.size(0), x.size(1), x.size(2), begin[2], end[2])
                : new Pad2dShape(mode, x.size(0), x.size(1), x.size(2), x.size(3), begin[2], begin[3], end[2], end[3]);
    }

    private static Mode mode(String mode) {
        return switch (mode) {
            case "constant", "" -> Mode.CONSTANT;
            case "edge" -> Mode.EDGE;
            case "reflect" -> Mode.REFLECT;
            default -> throw new UnsupportedCaseException("mode " + mode);
        };
    }
}
