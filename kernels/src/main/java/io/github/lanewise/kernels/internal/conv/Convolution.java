package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2d.Algorithm;
import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.internal.micro.OffsetTable;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.List;

/**
 * One algorithm for one shape: the passes of each direction, made once and shared by all calls.
 *
 * @param forward input, weight, bias → output
 * @param backwardInput gradOutput, weight → gradInput
 * @param backwardWeight input, gradOutput → gradWeight, gradBias
 */
public record Convolution(Execution forward, Execution backwardInput, Execution backwardWeight) {
    /** As matrix products over gathered panels; {@code connections} is null where the groups say which channels see which. */
    public static Convolution im2col(Conv2dShape s, Connections connections, String problem) {
        Wiring wiring = Wiring.of(s, connections);
        Gather gather = Gather.forward(s);
        Im2colWeightGradient weightGradient = new Im2colWeightGradient(wiring, gather);
        List<Phases> rows = Phases.of(AxisTaps.backwardPadded(s.inHeight(), s.kernelHeight(), s.strideHeight(),
                s.padTop(), s.dilationHeight()));
        List<Phases> columns = Phases.of(AxisTaps.backwardPadded(s.inWidth(), s.kernelWidth(), s.strideWidth(),
                s.padLeft(), s.dilationWidth()));
        RowWeights weights = new RowWeights(wiring, rows, columns);
        Border border = new Border(rows, columns, s.outHeight(), s.outWidth());
        return of(wiring, problem, Algorithm.IM2COL, List.of(new Im2colProduct(wiring, gather)),
                List.of(weights, new Im2colProduct(wiring, rows, columns, weights, border),
                        new BorderRepair(wiring, rows, columns, weights)),
                List.of(weightGradient, weightGradient.gradients()));
    }

    /** With sixteen images in the lanes, where they may be already, and a table of offsets in place of im2col. */
    public static Convolution direct(Conv2dShape s, Connections connections, Layout layout, String problem) {
        return direct(s, connections, layout, problem, null);
    }

    /** In lanes, with what follows in a block: its output and gradOutput are those behind the pooling. */
    public static Convolution block(Conv2dShape s, BlockEnd end, String problem) {
        return direct(s, null, Layout.LANES, problem, end);
    }

    private static Convolution direct(Conv2dShape s, Connections connections, Layout layout, String problem,
            BlockEnd end) {
        Wiring wiring = Wiring.of(s, connections);
        OffsetTable[] forward = DirectTables.forward(wiring);
        PaddedLanes lanes = new PaddedLanes(s, layout);
        Gradients gradients = Gradients.of(wiring, 1);
        return of(wiring, problem, Algorithm.DIRECT,
                List.of(new DirectWeights(wiring, wiring.forward()), new DirectForward(wiring, forward, lanes, end)),
                List.of(new DirectWeights(wiring, wiring.backward()),
                        new DirectBackwardInput(wiring, DirectTables.backward(wiring), layout, end)),
                List.of(new DirectWeightGradient(wiring, forward, lanes, gradients, end), gradients));
    }

    /** Plane by plane, of as many groups as input channels and with stride 1. */
    public static Convolution depthwise(Conv2dShape s, String problem) {
        Wiring wiring = Wiring.of(s, null);
        Gradients gradients = Gradients.of(wiring, 1);
        return of(wiring, problem, Algorithm.DEPTHWISE, List.of(new DepthwiseForward(wiring)),
                List.of(new DepthwiseBackwardInput(wiring)),
                List.of(new DepthwiseWeightGradient(wiring, gradients), gradients));
    }

    private static Convolution of(Wiring wiring, String problem, Algorithm algorithm, List<Pass> forward,
            List<Pass> backwardInput, List<Pass> backwardWeight) {
        long operations = 2 * wiring.products();
        return new Convolution(Execution.planned("forward", algorithm.name(), problem, operations, forward),
                Execution.planned("backwardInput", algorithm.name(), problem, operations, backwardInput),
                Execution.planned("backwardWeight", algorithm.name(), problem, operations, backwardWeight));
    }
}
