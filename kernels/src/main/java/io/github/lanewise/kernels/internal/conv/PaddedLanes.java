package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Conv2dShape;
import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.internal.micro.MicroKernels;
import java.util.Arrays;

/** The input of sixteen images and one group of channels in lanes, with zeros around each plane. */
record PaddedLanes(Conv2dShape shape, ImageLanes images) {
    private static final int LANES = MicroKernels.LANES;

    PaddedLanes(Conv2dShape shape, Layout layout) {
        this(shape, new ImageLanes(layout, shape.batch(), shape.inChannels(), shape.inHeight() * shape.inWidth()));
    }

    /** Floats of one group's channels. */
    int floats() {
        return shape.channelsPerGroup() * plane() * LANES;
    }

    private int plane() {
        return DirectTables.paddedHeight(shape) * DirectTables.paddedWidth(shape);
    }

    /** Fills {@code lanes} from images {@code image} on. Lanes without an image hold anything. */
    void fill(float[] input, int inputOffset, int image, int group, float[] lanes, int lanesOffset) {
        int height = shape.inHeight();
        int width = shape.inWidth();
        int channels = shape.channelsPerGroup();
        int firstChannel = group * channels;
        if (plane() == height * width) {
            images.load(input, inputOffset, image, firstChannel, 0, channels * height * width, lanes, lanesOffset);
            return;
        }
        int paddedWidth = DirectTables.paddedWidth(shape);
        int begin = 0; // behind the cells that are written
        for (int channel = 0; channel < channels; channel++) {
            for (int row = 0; row < height; row++) {
                int cell = channel * plane() + (shape.padTop() + row) * paddedWidth + shape.padLeft();
                Arrays.fill(lanes, lanesOffset + begin * LANES, lanesOffset + cell * LANES, 0f);
                images.load(input, inputOffset, image, firstChannel + channel, row * width, width, lanes,
                        lanesOffset + cell * LANES);
                begin = cell + width;
            }
        }
        Arrays.fill(lanes, lanesOffset + begin * LANES, lanesOffset + floats(), 0f);
    }

    /** The same, lanes without an image being +0. */
    void fillWithZeros(float[] input, int inputOffset, int image, int group, float[] lanes, int lanesOffset) {
        fill(input, inputOffset, image, group, lanes, lanesOffset);
        images.fillAbsent(image, floats() / LANES, 0f, lanes, lanesOffset);
    }
}
