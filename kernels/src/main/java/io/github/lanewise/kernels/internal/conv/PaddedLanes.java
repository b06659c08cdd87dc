package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.LaneKernels;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import java.util.Arrays;

/** The input of sixteen images and one group of channels in lanes, with zeros around each plane. */
record PaddedLanes(Conv2dShape shape) {
    private static final LaneKernels KERNELS = Lookup.kernels().lanes();
    private static final int LANES = MicroKernels.LANES;

    /** Floats of one group's channels. */
    int floats() {
        return shape.channelsPerGroup() * plane() * LANES;
    }

    private int plane() {
        return DirectTables.paddedHeight(shape) * DirectTables.paddedWidth(shape);
    }

    /** Fills {@code lanes} from images {@code image} on; lanes without an image are +0. */
    void fill(float[] input, int inputOffset, int image, int group, float[] lanes, int lanesOffset) {
        int height = shape.inHeight();
        int width = shape.inWidth();
        int channels = shape.channelsPerGroup();
        int count = Math.min(LANES, shape.batch() - image);
        int imageStride = shape.inChannels() * height * width;
        int from = inputOffset + image * imageStride + group * channels * height * width;
        if (plane() == height * width) {
            KERNELS.toLanes(count, channels * height * width, input, from, imageStride, lanes, lanesOffset);
            return;
        }
        int paddedWidth = DirectTables.paddedWidth(shape);
        int begin = 0; // behind the cells that are written
        for (int channel = 0; channel < channels; channel++) {
            for (int row = 0; row < height; row++) {
                int cell = channel * plane() + (shape.padTop() + row) * paddedWidth + shape.padLeft();
                Arrays.fill(lanes, lanesOffset + begin * LANES, lanesOffset + cell * LANES, 0f);
                KERNELS.toLanes(count, width, input, from + (channel * height + row) * width, imageStride, lanes,
                        lanesOffset + cell * LANES);
                begin = cell + width;
            }
        }
        Arrays.fill(lanes, lanesOffset + begin * LANES, lanesOffset + floats(), 0f);
    }
}
