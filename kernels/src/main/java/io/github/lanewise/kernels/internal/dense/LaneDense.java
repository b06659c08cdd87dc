package io.github.lanewise.kernels.internal.dense;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.DenseShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.LaneKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.CacheLines;
import io.github.lanewise.kernels.internal.run.Pass;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A dense layer whose input and output are in lanes. Forward and backward by input multiply packed weights, sixteen rows of them
 * side by side, with vectors of sixteen images, those of several groups in one tile. Backward by weight turns the input back
 * into rows, because there the sum runs over the images and the vectors over the features.
 */
public final class LaneDense {
    private static final LaneKernels KERNELS = Lookup.kernels().lanes();
    /** Groups of images of one task: two tiles of 8×3 and more. */
    private static final int TASK_GROUPS = 12;

    private final int batch;
    private final int in;
    private final int out;
    private final int groups;

    public LaneDense(DenseShape shape) {
        batch = shape.batch();
        in = shape.inFeatures();
        out = shape.outFeatures();
        groups = Math.ceilDiv(batch, LANES);
    }

    public Pass pack() {
        return new PackWeights(true);
    }

    public Pass forward() {
        return new Images(true);
    }

    public List<Pass> backwardInput() {
        return List.of(new PackWeights(false), new Images(false));
    }

    public List<Pass> backwardWeight() {
        return List.of(new Rows(), new WeightGradient(), new LaneBiasGradient(batch, out));
    }

    private static int blocks(int rows) {
        return Math.ceilDiv(rows, LANES);
    }

    private long products() {
        return (long) batch * in * out;
    }

    /** Sixteen rows a task: packed[block, t, r] is the multiplier of row 16·block + r at depth t. */
    private final class PackWeights implements Pass {
        private final boolean forward;
        private final int written;
        private final int depth;

        PackWeights(boolean forward) {
            this.forward = forward;
            written = forward ? out : in;
            depth = forward ? in : out;
        }

        @Override
        public int tasks(Arguments arguments) {
            return blocks(written);
        }

        @Override
        public long work(Arguments arguments) {
            return (long) in * out; // transposed in registers or moved by whole vectors: a twentieth of what moving one by one takes
        }

        @Override
        public int sharedFloats(Arguments arguments) {
            return CacheLines.FIRST + blocks(written) * LANES * depth;
        }

        @Override
        public String describe() {
            return "packs 16 rows of weights a task";
        }

        @Override
        public void run(Arguments a, int block, float[] slot) {
            int first = block * LANES;
            int rows = Math.min(LANES, written - first);
            int to = CacheLines.FIRST + first * depth;
            if (forward) {
                KERNELS.toLanes(rows, depth, a.weight, a.weightOffset + first * in, in, a.shared(), to);
            } else if (rows == LANES) {
                KERNELS.move(depth, a.weight, a.weightOffset + first, in, a.shared(), to, LANES);
            } else {
                for (int t = 0; t < depth; t++) {
                    System.arraycopy(a.weight, a.weightOffset + t * in + first, a.shared(), to + t * LANES, rows);
                }
            }
        }
    }

    /** From images to images: sixteen features a task, of some groups. */
    private final class Images implements Pass {
        private final boolean forward;
        private final int written;
        private final int depth;
        private final int parts;
        private final LaneBlocks blocks;

        Images(boolean forward) {
            this.forward = forward;
            written = forward ? out : in;
            depth = forward ? in : out;
            parts = Math.ceilDiv(groups, TASK_GROUPS);
            blocks = new LaneBlocks(depth, LANES, IntStream.range(0, groups).map(g -> g * depth * LANES).toArray(),
                    IntStream.range(0, groups).map(g -> g * written * LANES).toArray());
        }

        @Override
        public int tasks(Arguments arguments) {
            return blocks(written) * parts;
        }

        @Override
        public long work(Arguments arguments) {
            return products();
        }

        @Override
        public String describe() {
            return "computes 16 features of up to " + TASK_GROUPS + " groups of 16 images a task";
        }

        @Override
        public void run(Arguments a, int task, float[] slot) {
            int first = task / parts * LANES;
            int part = task % parts;
            int begin = (int) ((long) groups * part / parts);
            int end = (int) ((long) groups * (part + 1) / parts);
            int rows = Math.min(LANES, written - first);
            int multiplier = CacheLines.FIRST + first * depth;
            if (forward) {
                blocks.run(rows, begin, end, a.packedWeight(), multiplier, a.bias, a.biasOffset + first, a.input,
                        a.inputOffset, a.output, a.outputOffset + first * LANES, LANES);
            } else {
                blocks.run(rows, begin, end, a.shared(), multiplier, null, 0, a.gradOutput, a.gradOutputOffset,
                        a.gradInput, a.gradInputOffset + first * LANES, LANES);
            }
        }
    }

    /** Floats of a row of input in shared memory: whole vectors. */
    private int rowFloats() {
        return blocks(in) * LANES;
    }

    /** Where gradOutput stands in shared memory, behind the rows of the input: sixteen features side by side, image after image. */
    private int gradients() {
        return CacheLines.FIRST + batch * rowFloats();
    }

    /** A group of images a task: its input becomes rows of features, its gradOutput rows of sixteen features. */
    private final class Rows implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return groups;
        }

        @Override
        public long work(Arguments arguments) {
            return (long) batch * (in + out); // as above
        }

        @Override
        public int sharedFloats(Arguments arguments) {
            return gradients() + blocks(out) * batch * LANES;
        }

        @Override
        public String describe() {
            return "turns 16 images a task into rows";
        }

        @Override
        public void run(Arguments a, int group, float[] slot) {
            int image = group * LANES;
            int images = Math.min(LANES, batch - image);
            KERNELS.fromLanes(images, in, a.input, a.inputOffset + image * in, a.shared(),
                    CacheLines.FIRST + image * rowFloats(), rowFloats());
            for (int first = 0; first < out; first += LANES) {
                KERNELS.fromLanes(images, Math.min(LANES, out - first), a.gradOutput,
                        a.gradOutputOffset + (image * out + first * LANES), a.shared(),
                        gradients() + first * batch + image * LANES, LANES);
            }
        }
    }

    /** Sixteen rows of weights a task. The last vector of a row overlaps the one before; a row shorter than a vector waits in the slot. */
    private final class WeightGradient implements Pass {
        private final LaneBlocks blocks;

        WeightGradient() {
            int[] places = IntStream.range(0, blocks(in)).map(v -> Math.max(0, Math.min(v * LANES, in - LANES)))
                    .toArray();
            blocks = new LaneBlocks(batch, rowFloats(), places, places);
        }

        @Override
        public int tasks(Arguments arguments) {
            return blocks(out);
        }

        @Override
        public long work(Arguments arguments) {
            return products();
        }

        @Override
        public int slotFloats(Arguments arguments) {
            return in < LANES ? CacheLines.FIRST + LANES * LANES : 0;
        }

        @Override
        public String describe() {
            return "sums 16 rows of weights a task over the images";
        }

        @Override
        public void run(Arguments a, int task, float[] slot) {
            int first = task * LANES;
            int rows = Math.min(LANES, out - first);
            boolean narrow = in < LANES;
            int to = a.gradWeightOffset + first * in;
            blocks.run(rows, 0, blocks.vectors(), a.shared(), gradients() + first * batch, null, 0, a.shared(),
                    CacheLines.FIRST, narrow ? slot : a.gradWeight, narrow ? CacheLines.FIRST : to,
                    narrow ? LANES : in);
            for (int r = 0; narrow && r < rows; r++) {
                System.arraycopy(slot, CacheLines.FIRST + r * LANES, a.gradWeight, to + r * in, in);
            }
        }
    }
}
