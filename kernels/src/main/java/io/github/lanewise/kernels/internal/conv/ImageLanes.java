package io.github.lanewise.kernels.internal.conv;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.Layout;
import io.github.lanewise.kernels.internal.backend.Lookup;
import io.github.lanewise.kernels.internal.micro.LaneKernels;

/**
 * Images of an array, sixteen at a time on their way into the lanes of scratch, whatever the array's layout.
 *
 * @param layout how they lie
 * @param batch how many
 * @param channels planes of an image
 * @param plane elements of a plane
 */
record ImageLanes(Layout layout, int batch, int channels, int plane) {
    private static final LaneKernels KERNELS = Lookup.kernels().lanes();

    /** Images that the sixteen from {@code image} on are. */
    int present(int image) {
        return Math.min(LANES, batch - image);
    }

    /** Where sixteen images' vectors begin with a cell of a channel, in an array in lanes. */
    int vector(int image, int channel, int cell) {
        return (image * channels + channel * LANES) * plane + cell * LANES;
    }

    /** Loads a stretch of cells of sixteen images, from a channel and cell on. Lanes without an image hold anything. */
    void load(float[] array, int offset, int image, int channel, int cell, int length, float[] lanes, int lanesOffset) {
        if (layout == Layout.LANES) {
            System.arraycopy(array, offset + vector(image, channel, cell), lanes, lanesOffset, length * LANES);
        } else {
            loadImages(array, offset, image, channel, cell, length, lanes, lanesOffset, LANES);
        }
    }

    /** The same with vectors {@code laneStride} apart. */
    void load(float[] array, int offset, int image, int channel, int cell, int length, float[] lanes, int lanesOffset,
            int laneStride) {
        if (layout == Layout.LANES) {
            KERNELS.move(length, array, offset + vector(image, channel, cell), LANES, lanes, lanesOffset, laneStride);
        } else {
            loadImages(array, offset, image, channel, cell, length, lanes, lanesOffset, laneStride);
        }
    }

    private void loadImages(float[] array, int offset, int image, int channel, int cell, int length, float[] lanes,
            int lanesOffset, int laneStride) {
        KERNELS.toLanes(present(image), length, array, offset + (image * channels + channel) * plane + cell,
                channels * plane, lanes, lanesOffset, laneStride);
    }

    /** Gives lanes without an image one value, in a stretch of vectors. */
    void fillAbsent(int image, int length, float value, float[] lanes, int lanesOffset) {
        int present = present(image);
        if (present < LANES) {
            for (int i = 0; i < length; i++) {
                for (int lane = present; lane < LANES; lane++) {
                    lanes[lanesOffset + i * LANES + lane] = value;
                }
            }
        }
    }
}
