package io.github.lanewise.kernels.internal.pool;

import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.PoolChoice;
import java.util.List;

/**
 * What a pooling runs, by the choice for its shape.
 *
 * @param forward input → output
 * @param forwardWithIndices input → output, indices; the same as {@code forward} for an average
 * @param backward gradOutput, indices → gradInput
 */
public record Pooling(Execution forward, Execution forwardWithIndices, Execution backward) {
    /** The passes of a shape. */
    public static Pooling of(Pool2dShape shape, Layout layout) {
        boolean maximum = shape.kind() == Pool2dShape.Kind.MAX;
        if (layout == Layout.LANES) {
            GroupPooling groups = new GroupPooling(shape);
            return of(shape, groups.forward(false), groups.forward(true), groups.backward());
        }
        return switch (PoolChoice.of(shape)) {
            case SQUARES -> {
                SquarePooling squares = new SquarePooling(shape);
                Pass forward = squares.forward(maximum);
                yield of(shape, forward, forward, squares.backward(maximum));
            }
            case ROWS -> {
                RowPooling forward = new RowPooling(shape);
                yield of(shape, forward, forward, new LanePooling(shape).backward(maximum));
            }
            case LANES -> {
                LanePooling lanes = new LanePooling(shape);
                yield of(shape, lanes.forward(maximum, false), lanes.forward(maximum, true), lanes.backward(maximum));
            }
        };
    }

    private static Pooling of(Pool2dShape shape, Pass forward, Pass forwardWithIndices, Pass backward) {
        long cells = Windows.cells(shape);
        long gradients = shape.kind() == Pool2dShape.Kind.MAX
                ? (long) shape.batch() * shape.channels() * shape.outHeight() * shape.outWidth()
                : cells;
        return new Pooling(Execution.planned("forward", "", shape, cells, List.of(forward)),
                Execution.planned("forward", "", shape, cells, List.of(forwardWithIndices)),
                Execution.planned("backward", "", shape, gradients, List.of(backward)));
    }
}
