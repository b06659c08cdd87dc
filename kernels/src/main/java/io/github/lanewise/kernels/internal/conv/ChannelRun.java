package io.github.lanewise.kernels.internal.conv;

import java.util.stream.IntStream;

/**
 * Channels of one group that follow each other and are made of the same channels: output channels that read the same input
 * channels, or in backward by input, input channels that the same output channels read. The weight of written channel
 * {@code first + i}, read channel {@code read[j]} and kernel cell k stands at {@code weight[j] + i·weightStride + k}. Channels
 * and weights are counted from the first of the group.
 *
 * @param first first channel written
 * @param count channels written
 * @param read channels read, ascending; none where nothing reads an input channel
 * @param weight for each channel read, where its weights for the first channel written begin
 * @param weightStride from one channel written to the next
 * @param weights weights of one channel written: channels read × kernel cells
 * @param packed where the weights of this run begin when they are packed run by run; of output channels, as in the weights themselves
 */
record ChannelRun(int first, int count, int[] read, int[] weight, int weightStride, int weights, int packed) {
    /** The one run of a group in which every channel reads all. */
    static ChannelRun all(int written, int read, int cells, int readStride, int weightStride) {
        return new ChannelRun(0, written, IntStream.range(0, read).toArray(),
                IntStream.range(0, read).map(j -> j * readStride).toArray(), weightStride, read * cells, 0);
    }

    /** Behind the last channel written. */
    int end() {
        return first + count;
    }

    /** From the weights of one channel read to those of the next, where all are equally far apart; else 0. */
    int readStride() {
        if (read.length < 2) {
            return 0;
        }
        int stride = weight[1] - weight[0];
        for (int j = 2; j < weight.length; j++) {
            if (weight[j] - weight[j - 1] != stride) {
                return 0;
            }
        }
        return stride;
    }

    /** Whether the channels read lie side by side. */
    boolean readsNeighbours() {
        return read.length == 0 || read[read.length - 1] - read[0] == read.length - 1;
    }
}
