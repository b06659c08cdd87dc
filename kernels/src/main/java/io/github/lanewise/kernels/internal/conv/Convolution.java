package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Conv2d.Algorithm;
import io.github.lanewise.kernels.Conv2dShape;
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
    /** As matrix products over gathered panels. */
    public static Convolution im2col(Conv2dShape s) {
        Gather gather = Gather.forward(s);
        Gradients gradients = Gradients.of(s);
        return of(s, Algorithm.IM2COL, List.of(new Im2colProduct(s, true, List.of(gather))),
                List.of(new Im2colProduct(s, false, Gather.backward(s))),
                List.of(new Im2colWeightGradient(s, gather, gradients), gradients));
    }

    /** With sixteen images in the lanes and a table of offsets in place of im2col. */
    public static Convolution direct(Conv2dShape s) {
        OffsetTable table = DirectTables.forward(s);
        OffsetTable[] backward = Gather.backward(s).stream().map(kind -> DirectTables.backward(s, kind))
                .toArray(OffsetTable[]::new);
        PaddedLanes lanes = new PaddedLanes(s);
        Gradients gradients = Gradients.of(s);
        return of(s, Algorithm.DIRECT, List.of(new DirectWeights(s, true), new DirectForward(s, table, lanes)),
                List.of(new DirectWeights(s, false), new DirectBackwardInput(s, backward)),
                List.of(new DirectWeightGradient(s, table, lanes, gradients), gradients));
    }

    private static Convolution of(Conv2dShape s, Algorithm algorithm, List<Pass> forward, List<Pass> backwardInput,
            List<Pass> backwardWeight) {
        long operations = 2 * s.products();
        return new Convolution(Execution.planned("forward", algorithm.name(), s, operations, forward),
                Execution.planned("backwardInput", algorithm.name(), s, operations, backwardInput),
                Execution.planned("backwardWeight", algorithm.name(), s, operations, backwardWeight));
    }
}
