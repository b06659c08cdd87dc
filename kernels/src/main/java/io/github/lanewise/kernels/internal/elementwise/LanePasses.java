package io.github.lanewise.kernels.internal.elementwise;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.LaneKernels;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;
import io.github.lanewise.kernels.internal.select.Thresholds;

/** From images to lanes and back, sixteen images a task. */
public record LanePasses(int batch, int imageLength) {
    private static final LaneKernels KERNELS = Lookup.kernels().lanes();

    private interface Group {
        void run(Arguments arguments, int image, int images);
    }

    private record Groups(LanePasses lanes, String description, Group group) implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return Math.ceilDiv(lanes.batch, LANES);
        }

        @Override
        public long work(Arguments arguments) {
            return Thresholds.PER_MOVE * lanes.batch * lanes.imageLength;
        }

        @Override
        public String describe() {
            return description;
        }

        @Override
        public void run(Arguments arguments, int task, float[] slot) {
            group.run(arguments, task * LANES, Math.min(LANES, lanes.batch - task * LANES));
        }
    }

    /** input: images; output: lanes. */
    public Pass pack() {
        return new Groups(this, "lays 16 images a task side by side",
                (a, image, images) -> KERNELS.toLanes(images, imageLength, a.input,
                        a.inputOffset + image * imageLength, imageLength, a.output,
                        a.outputOffset + image * imageLength));
    }

    /** input: lanes; output: images. */
    public Pass unpack() {
        return new Groups(this, "takes 16 images a task apart",
                (a, image, images) -> KERNELS.fromLanes(images, imageLength, a.input,
                        a.inputOffset + image * imageLength, a.output, a.outputOffset + image * imageLength,
                        imageLength));
    }
}
