package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.ArrayList;
import java.util.List;

/** Convolution with sixteen images in the lanes and a table of offsets in place of im2col. */
public final class DirectConvolution implements Convolution {
    private final List<Pass> forward;
    private final List<Pass> backwardInput;
    private final List<Pass> backwardWeight;

    public DirectConvolution(Conv2dShape s) {
        OffsetTable table = DirectTables.forward(s);
        PaddedLanes lanes = new PaddedLanes(s);
        forward = List.of(new DirectWeights(s, true), new DirectForward(s, table, lanes));
        backwardInput = List.of(new DirectWeights(s, false), new DirectBackwardInput(s, backward(s)));
        Gradients gradients = Gradients.of(s);
        backwardWeight = List.of(new DirectWeightGradient(s, table, lanes, gradients), gradients);
    }

    private static OffsetTable[] backward(Conv2dShape s) {
        List<OffsetTable> tables = new ArrayList<>();
        List<AxisTaps> columnRuns = AxisTaps.backward(s.inWidth(), s.outWidth(), s.kernelWidth(), s.strideWidth(),
                s.padLeft(), s.dilationWidth());
        for (AxisTaps rows : AxisTaps.backward(s.inHeight(), s.outHeight(), s.kernelHeight(), s.strideHeight(),
                s.padTop(), s.dilationHeight())) {
            for (AxisTaps columns : columnRuns) {
                tables.add(DirectTables.backward(s, rows, columns));
            }
        }
        return tables.toArray(OffsetTable[]::new);
    }

    @Override
    public List<Pass> forward() {
        return forward;
    }

    @Override
    public List<Pass> backwardInput() {
        return backwardInput;
    }

    @Override
    public List<Pass> backwardWeight() {
        return backwardWeight;
    }
}
