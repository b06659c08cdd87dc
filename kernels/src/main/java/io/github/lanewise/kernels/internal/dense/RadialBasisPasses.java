package io.github.lanewise.kernels.internal.dense;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.RadialBasisShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.LaneKernels;
import io.github.lanewise.kernels.internal.micro.RadialBasisKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Execution;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.List;

/**
 * Squared distances to centres. Output and input gradient have sixteen images in the lanes, a task; the gradient by the centres
 * runs along the features, a centre a task.
 */
public final class RadialBasisPasses {
    private static final LaneKernels LANE_KERNELS = Lookup.kernels().lanes();
    private static final RadialBasisKernels KERNELS = Lookup.kernels().radialBasis();

    private final int batch;
    private final int features;
    private final int centres;
    private final Execution forward;
    private final Execution backwardInput;
    private final Execution backwardWeight;

    public RadialBasisPasses(RadialBasisShape shape) {
        batch = shape.batch();
        features = shape.inFeatures();
        centres = shape.outFeatures();
        long operations = 2L * batch * features * centres;
        forward = Execution.planned("forward", "", shape, operations, List.of(new Forward()));
        backwardInput = Execution.planned("backwardInput", "", shape, operations, List.of(new BackwardInput()));
        backwardWeight = Execution.planned("backwardWeight", "", shape, operations, List.of(new BackwardWeight()));
    }

    public Execution forward() {
        return forward;
    }

    public Execution backwardInput() {
        return backwardInput;
    }

    public Execution backwardWeight() {
        return backwardWeight;
    }

    private abstract class Images implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return (batch + LANES - 1) / LANES;
        }

        @Override
        public long work(Arguments arguments) {
            return (long) batch * features * centres;
        }

        @Override
        public String describe() {
            return "takes 16 images in the lanes a task";
        }

        @Override
        public void run(Arguments arguments, int task, float[] slot) {
            int first = task * LANES;
            run(arguments, first, Math.min(LANES, batch - first), slot);
        }

        abstract void run(Arguments a, int first, int count, float[] slot);
    }

    private final class Forward extends Images {
        @Override
        public int slotFloats(Arguments arguments) {
            return (features + centres) * LANES;
        }

        @Override
        void run(Arguments a, int first, int count, float[] slot) {
            int distances = features * LANES;
            LANE_KERNELS.toLanes(count, features, a.input, a.inputOffset + first * features, features, slot, 0);
            KERNELS.distances(centres, features, a.weight, a.weightOffset, slot, 0, slot, distances);
            LANE_KERNELS.fromLanes(count, centres, slot, distances, a.output, a.outputOffset + first * centres,
                    centres);
        }
    }

    private final class BackwardInput extends Images {
        @Override
        public int slotFloats(Arguments arguments) {
            return (2 * features + centres) * LANES;
        }

        @Override
        void run(Arguments a, int first, int count, float[] slot) {
            int gradOutput = features * LANES;
            int gradInput = gradOutput + centres * LANES;
            LANE_KERNELS.toLanes(count, features, a.input, a.inputOffset + first * features, features, slot, 0);
            LANE_KERNELS.toLanes(count, centres, a.gradOutput, a.gradOutputOffset + first * centres, centres, slot,
                    gradOutput);
            KERNELS.backwardInput(centres, features, a.weight, a.weightOffset, slot, 0, slot, gradOutput, slot,
                    gradInput);
            LANE_KERNELS.fromLanes(count, features, slot, gradInput, a.gradInput, a.gradInputOffset + first * features,
                    features);
        }
    }

    private final class BackwardWeight implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return centres;
        }

        @Override
        public long work(Arguments arguments) {
            return (long) batch * features * centres;
        }

        @Override
        public String describe() {
            return "takes a centre a task, vectors along the features";
        }

        @Override
        public void run(Arguments a, int centre, float[] slot) {
            KERNELS.backwardWeight(batch, features, a.input, a.inputOffset, a.gradOutput, a.gradOutputOffset + centre,
                    centres, a.weight, a.weightOffset + centre * features, a.gradWeight,
                    a.gradWeightOffset + centre * features);
        }
    }
}
