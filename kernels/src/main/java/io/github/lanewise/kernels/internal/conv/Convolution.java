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
 * @param pack weight → packed weights, which forward then need not pack; null where it reads the weights as they are
 * @param forward input, weight, bias → output
 * @param forwardPacked the same with weights that are packed
 * @param backwardInput gradOutput, weight → gradInput
 * @param backwardWeight input, gradOutput → gradWeight, gradBias
 */
public record Convolution(Execution pack, Execution forward, Execution forwardPacked, Execution backwardInput,
        Execution backwardWeight) {
    /** As matrix products over gathered panels; {@code connections} is null where the groups say which channels see which. */
    public static Convolution im2col(Conv2dShape s, Connections connections, String problem) {
        Wiring wiring = Wiring.of(s, connections);
        return im2col(wiring, problem, Algorithm.IM2COL, null, new Im2colProduct(wiring, Gather.forward(s)));
    }

    /** Forward with neighbouring pixels in the lanes and a table of offsets; the gradients by im2col. */
    public static Convolution rows(Conv2dShape s, Connections connections, String problem) {
        Wiring wiring = Wiring.of(s, connections);
        return im2col(wiring, problem, Algorithm.ROWS, new DirectWeights(wiring, wiring.forward()),
                new RowForward(wiring));
    }

    private static Convolution im2col(Wiring wiring, String problem, Algorithm algorithm, Pass pack, Pass forward) {
        Conv2dShape s = wiring.shape();
        Gather gather = Gather.forward(s);
        Im2colWeightGradient weightGradient = new Im2colWeightGradient(wiring, gather);
        List<Phases> rows = Phases.of(AxisTaps.backwardPadded(s.inHeight(), s.kernelHeight(), s.strideHeight(),
                s.padTop(), s.dilationHeight()));
        List<Phases> columns = Phases.of(AxisTaps.backwardPadded(s.inWidth(), s.kernelWidth(), s.strideWidth(),
                s.padLeft(), s.dilationWidth()));
        RowWeights weights = new RowWeights(wiring, rows, columns);
        Border border = new Border(rows, columns, s.outHeight(), s.outWidth());
        return of(wiring, problem, algorithm, pack, forward,
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
                new DirectWeights(wiring, wiring.forward()), new DirectForward(wiring, forward, lanes, end),
                List.of(new DirectWeights(wiring, wiring.backward()),
                        new DirectBackwardInput(wiring, DirectTables.backward(wiring), layout, end)),
                List.of(new DirectWeightGradient(wiring, forward, lanes, gradients, end), gradients));
    }

    /** Plane by plane, of as many groups as input channels and with stride 1. */
    public static Convolution depthwise(Conv2dShape s, String problem) {
        Wiring wiring = Wiring.of(s, null);
        Gradients gradients = Gradients.of(wiring, 1);
        return of(wiring, problem, Algorithm.DEPTHWISE, null, new DepthwiseForward(wiring),
                List.of(new DepthwiseBackwardInput(wiring)),
                List.of(new DepthwiseWeightGradient(wiring, gradients), gradients));
    }

    private static Convolution of(Wiring wiring, String problem, Algorithm algorithm, Pass pack, Pass forward,
            List<Pass> backwardInput, List<Pass> backwardWeight) {
        long operations = 2 * wiring.products();
        List<Pass> packed = List.of(forward);
        return new Convolution(
                pack == null
                        ? null
                        : Execution.planned("pack", algorithm.name(), problem, wiring.weights(), List.of(pack)),
                Execution.planned("forward", algorithm.name(), problem, operations,
                        pack == null ? packed : List.of(pack, forward)),
                Execution.planned("forward", algorithm.name(), problem, operations, packed),
                Execution.planned("backwardInput", algorithm.name(), problem, operations, backwardInput),
                Execution.planned("backwardWeight", algorithm.name(), problem, operations, backwardWeight));
    }
}
