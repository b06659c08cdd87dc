package io.github.lanewise.kernels.internal.conv;

import io.github.lanewise.kernels.Connections;
import io.github.lanewise.kernels.Conv2dShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which channels of a convolution read which, the same in each of its groups. Within a group all see all, which is one run;
 * or there is one group and a table of connections, which is cut into runs of neighbours that see the same.
 *
 * @param shape the shape
 * @param forward runs of output channels, over the input channels that they read
 * @param backward runs of input channels, over the output channels that read them
 * @param weightsPerGroup weights of one group
 */
record Wiring(Conv2dShape shape, List<ChannelRun> forward, List<ChannelRun> backward, int weightsPerGroup) {
    /** The wiring of a shape, by its groups where {@code connections} is null. */
    static Wiring of(Conv2dShape shape, Connections connections) {
        int cells = shape.kernelHeight() * shape.kernelWidth();
        if (connections != null) {
            int[][] seen = IntStream.range(0, shape.outChannels()).mapToObj(connections::seenBy).toArray(int[][]::new);
            return new Wiring(shape, forward(seen, cells), backward(seen, shape.inChannels(), cells),
                    connections.count() * cells);
        }
        int in = shape.channelsPerGroup();
        int out = shape.outChannels() / shape.groups();
        return new Wiring(shape, List.of(ChannelRun.all(out, in, cells, cells, in * cells)),
                List.of(ChannelRun.all(in, out, cells, in * cells, cells)), out * in * cells);
    }

    private static List<ChannelRun> forward(int[][] seen, int cells) {
        List<ChannelRun> runs = new ArrayList<>();
        int packed = 0;
        int end;
        for (int first = 0; first < seen.length; first = end) {
            int[] read = seen[first];
            end = end(seen, first);
            int begin = packed;
            int[] weight = IntStream.range(0, read.length).map(j -> begin + j * cells).toArray();
            runs.add(new ChannelRun(first, end - first, read, weight, read.length * cells, read.length * cells, begin));
            packed += (end - first) * read.length * cells;
        }
        return runs;
    }

    /** Where an output channel reads two neighbours, their weights are neighbours too, so a run strides by one kernel. */
    private static List<ChannelRun> backward(int[][] seen, int inChannels, int cells) {
        int[] begin = new int[seen.length];
        for (int o = 1; o < seen.length; o++) {
            begin[o] = begin[o - 1] + seen[o - 1].length * cells;
        }
        int[][] readers = IntStream.range(0, inChannels).mapToObj(c -> readers(seen, c)).toArray(int[][]::new);
        List<ChannelRun> runs = new ArrayList<>();
        int packed = 0;
        int end;
        for (int first = 0; first < inChannels; first = end) {
            int channel = first;
            end = end(readers, first);
            int[] weight = IntStream.of(readers[first])
                    .map(o -> begin[o] + Arrays.binarySearch(seen[o], channel) * cells).toArray();
            runs.add(new ChannelRun(first, end - first, readers[first], weight, cells, weight.length * cells, packed));
            packed += (end - first) * weight.length * cells;
        }
        return runs;
    }

    /** Behind the last channel that follows {@code first} and reads the same. */
    private static int end(int[][] read, int first) {
        int end = first + 1;
        while (end < read.length && Arrays.equals(read[first], read[end])) {
            end++;
        }
        return end;
    }

    private static int[] readers(int[][] seen, int channel) {
        return IntStream.range(0, seen.length).filter(o -> Arrays.binarySearch(seen[o], channel) >= 0).toArray();
    }

    /** Weights of all groups. */
    int weights() {
        return shape.groups() * weightsPerGroup;
    }

    /** Multiply-adds of the forward pass, padded taps among them. */
    long products() {
        return (long) shape.batch() * shape.outHeight() * shape.outWidth() * weights();
    }
}
