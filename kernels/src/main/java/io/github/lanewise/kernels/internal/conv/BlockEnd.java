package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Pool2dShape;
import io.github.lanewise.kernels.internal.elementwise.ElementwisePass;
import io.github.lanewise.kernels.internal.pool.LaneWindows;
import io.github.lanewise.kernels.internal.run.Arguments;

/**
 * What follows the convolution in a block, an activation and a pooling, of some channels of sixteen images while they are near.
 * Where the gradient is not zero but at the winners of a maximum, whose activation is the output itself, nothing of the size of the
 * convolution's output is read on the way back.
 */
public final class BlockEnd {
    private final Pool2dShape pooling;
    private final ElementwisePass.Function activation;
    private final ElementwisePass.Gradient gradient;
    private final boolean fromWinners;
    private final LaneWindows windows;

    /**
     * @param fromWinners whether the gradient follows from the winners of a maximum: the activation's gradient is that by its
     *        output or +0, and +0 for +0
     */
    public BlockEnd(Pool2dShape pooling, ElementwisePass.Function activation, ElementwisePass.Gradient gradient,
            boolean fromWinners) {
        this.pooling = pooling;
        this.activation = activation;
        this.gradient = gradient;
        this.fromWinners = fromWinners;
        windows = new LaneWindows(pooling);
    }

    /** Floats that {@link #backward} needs beside the planes. */
    int temporaryFloats() {
        return windows.outPlane() * LANES;
    }

    private int output(int image, int channel) {
        return (image * pooling.channels() + channel * LANES) * windows.outPlane();
    }

    /** Activates what the convolution left in some planes, and pools it into the output. */
    void forward(Arguments a, int image, int channel, int rows, float[] planes, int from) {
        int plane = windows.inPlane() * LANES;
        activation.run(rows * plane, planes, from, planes, from);
        for (int r = 0; r < rows; r++) {
            int to = output(image, channel + r);
            windows.forward(planes, from + r * plane, a.output, a.outputOffset + to, a.indices, a.indicesOffset + to);
        }
    }

    /** The gradient by the convolution's output, in some planes. Lanes without an image hold anything. */
    void backward(Arguments a, int image, int channel, int rows, float[] planes, int to, int temporary) {
        int images = Math.min(LANES, pooling.batch() - image);
        int plane = windows.inPlane() * LANES;
        for (int r = 0; r < rows; r++) {
            int from = output(image, channel + r);
            int indices = a.indicesOffset + from;
            if (fromWinners) {
                gradient.run(temporaryFloats(), a.output, a.outputOffset + from, a.gradOutput,
                        a.gradOutputOffset + from, planes, temporary);
                windows.backward(images, planes, temporary, a.indices, indices, planes, to + r * plane);
            } else {
                windows.backward(images, a.gradOutput, a.gradOutputOffset + from, a.indices, indices, planes,
                        to + r * plane);
            }
        }
        if (!fromWinners) {
            int activated = a.activatedOffset + (image * pooling.channels() + channel * LANES) * windows.inPlane();
            gradient.run(rows * plane, a.activated, activated, planes, to, planes, to);
        }
    }
}
