package io.github.lanewise.kernels.internal.pool;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.internal.run.Arguments;
import io.github.lanewise.kernels.internal.run.Pass;

/** Pooling of arrays in lanes, straight from array to array, a channel of sixteen images a task. */
final class GroupPooling {
    private final Pool2dShape shape;
    private final LaneWindows windows;

    GroupPooling(Pool2dShape shape) {
        this.shape = shape;
        windows = new LaneWindows(shape);
    }

    /** What is done to a channel of so many images, which begins at these elements of an array of cells and of windows. */
    private interface Channel {
        void run(Arguments arguments, int images, int cells, int outputs);
    }

    private record Channels(Pool2dShape shape, LaneWindows windows, Channel channel) implements Pass {
        @Override
        public int tasks(Arguments arguments) {
            return Math.ceilDiv(shape.batch(), LANES) * shape.channels();
        }

        @Override
        public long work(Arguments arguments) {
            return (long) LANES * tasks(arguments) * (windows.inPlane() + windows.outPlane());
        }

        @Override
        public String describe() {
            return "takes a channel of 16 images a task, in lanes as they are";
        }

        @Override
        public void run(Arguments arguments, int task, float[] slot) {
            int image = task / shape.channels() * LANES;
            channel.run(arguments, Math.min(LANES, shape.batch() - image), task * windows.inPlane() * LANES,
                    task * windows.outPlane() * LANES);
        }
    }

    Pass forward(boolean withIndices) {
        return new Channels(shape, windows,
                (a, images, cells, outputs) -> windows.forward(a.input, a.inputOffset + cells, a.output,
                        a.outputOffset + outputs, withIndices ? a.indices : null, a.indicesOffset + outputs));
    }

    Pass backward() {
        return new Channels(shape, windows,
                (a, images, cells, outputs) -> windows.backward(images, a.gradOutput, a.gradOutputOffset + outputs,
                        a.indices, a.indicesOffset + outputs, a.gradInput, a.gradInputOffset + cells));
    }
}
