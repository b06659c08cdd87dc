package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.ArrayList;
import java.util.List;

/** Convolution as matrix products over gathered panels. */
public final class Im2colConvolution implements Convolution {
    private final List<Pass> forward;
    private final List<Pass> backwardInput;
    private final List<Pass> backwardWeight;

    public Im2colConvolution(Conv2dShape s) {
        AxisTaps rows = AxisTaps.forward(s.outHeight(), s.kernelHeight(), s.strideHeight(), s.padTop(),
                s.dilationHeight());
        AxisTaps columns = AxisTaps.forward(s.outWidth(), s.kernelWidth(), s.strideWidth(), s.padLeft(),
                s.dilationWidth());
        Gather gather = new Gather(rows, columns, s.inHeight(), s.inWidth());
        forward = List.of(new Im2colProduct(s, true, List.of(gather)));
        backwardInput = List.of(new Im2colProduct(s, false, backward(s)));
        Gradients gradients = Gradients.of(s);
        backwardWeight = List.of(new Im2colWeightGradient(s, gather, gradients), gradients);
    }

    /** Every run of rows with every run of columns. */
    private static List<Gather> backward(Conv2dShape s) {
        List<Gather> gathers = new ArrayList<>();
        List<AxisTaps> columnRuns = AxisTaps.backward(s.inWidth(), s.outWidth(), s.kernelWidth(), s.strideWidth(),
                s.padLeft(), s.dilationWidth());
        for (AxisTaps rows : AxisTaps.backward(s.inHeight(), s.outHeight(), s.kernelHeight(), s.strideHeight(),
                s.padTop(), s.dilationHeight())) {
            for (AxisTaps columns : columnRuns) {
                gathers.add(new Gather(rows, columns, s.outHeight(), s.outWidth()));
            }
        }
        return gathers;
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
