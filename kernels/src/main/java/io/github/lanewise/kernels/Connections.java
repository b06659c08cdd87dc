package io.github.lanewise.kernels;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which input channels each output channel of a convolution sees. Every output channel sees at least one; an input channel
 * may be seen by none. Immutable.
 */
public final class Connections {
    /**
     * How the 16 feature maps of LeNet-5's layer C3 see the 6 of S2: six take three neighbouring maps, six take four,
     * three take four that are not neighbours, one takes all (the first and the last map are neighbours). With 5×5
     * kernels that is 60 · 25 weights and 16 biases, 1,516 parameters.
     *
     * <p>Source: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition", Proceedings of
     * the IEEE 86 (11), 1998, table I.
     */
    public static final Connections LENET5_C3 = ofRows( // a row for each map of S2, a column for each of C3
            "X...XXX..XXXX.XX", //
            "XX...XXX..XXXX.X", //
            "XXX...XXX..X.XXX", //
            ".XXX..XXXX..X.XX", //
            "..XXX..XXXX.XX.X", //
            "...XXX..XXXX.XXX");

    /** For each output channel, the input channels that it sees, ascending. */
    private final int[][] seen;
    private final int inChannels;
    private final int count;

    private Connections(int[][] seen, int inChannels) {
        this.seen = seen;
        this.inChannels = inChannels;
        this.count = Arrays.stream(seen).mapToInt(channels -> channels.length).sum();
    }

    private static Connections ofRows(String... rows) {
        boolean[][] table = new boolean[rows[0].length()][rows.length];
        for (int o = 0; o < table.length; o++) {
            for (int c = 0; c < rows.length; c++) {
                table[o][c] = rows[c].charAt(o) == 'X';
            }
        }
        return of(table);
    }

    /**
     * The connections of a table.
     *
     * @param table outChannels × inChannels, true where the output channel sees the input channel
     * @return the connections, which keep nothing of the array
     * @throws IllegalArgumentException if the table is empty, its rows differ in length, or an output channel sees nothing
     * @throws NullPointerException if the table or one of its rows is null
     */
    public static Connections of(boolean[][] table) {
        if (table == null) {
            throw new NullPointerException("table is null; expected outChannels × inChannels");
        }
        Check.positive("outChannels of table", table.length);
        int[][] seen = new int[table.length][];
        for (int o = 0; o < table.length; o++) {
            boolean[] row = table[o];
            if (row == null) {
                throw new NullPointerException("table[" + o + "] is null; expected a row of inChannels");
            }
            if (row.length != table[0].length) {
                throw new IllegalArgumentException("table[" + o + "] has " + row.length + " elements; expected "
                        + table[0].length + " as in table[0]");
            }
            seen[o] = IntStream.range(0, row.length).filter(c -> row[c]).toArray();
            if (seen[o].length == 0) {
                throw new IllegalArgumentException("table[" + o + "] connects output channel " + o
                        + " to no input channel; expected at least one");
            }
        }
        return new Connections(seen, table[0].length);
    }

    /**
     * Whether an output channel sees an input channel.
     *
     * @param outChannel the output channel
     * @param inChannel the input channel
     * @return true if it does
     * @throws IllegalArgumentException if there is no such channel
     */
    public boolean connected(int outChannel, int inChannel) {
        Check.below("outChannel", outChannel, seen.length);
        Check.below("inChannel", inChannel, inChannels);
        return Arrays.binarySearch(seen[outChannel], inChannel) >= 0;
    }

    /**
     * The input channels that an output channel sees, in the order in which their weights stand and are summed.
     *
     * @param outChannel the output channel
     * @return a copy, ascending
     * @throws IllegalArgumentException if there is no such channel
     */
    public int[] seenBy(int outChannel) {
        Check.below("outChannel", outChannel, seen.length);
        return seen[outChannel].clone();
    }

    /**
     * How many pairs of channels are connected.
     *
     * @return at least outChannels
     */
    public int count() {
        return count;
    }

    /**
     * Output channels of the table.
     *
     * @return outChannels
     */
    public int outChannels() {
        return seen.length;
    }

    /**
     * Input channels of the table.
     *
     * @return inChannels
     */
    public int inChannels() {
        return inChannels;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Connections that && inChannels == that.inChannels
                && Arrays.deepEquals(seen, that.seen);
    }

    @Override
    public int hashCode() {
        return 31 * inChannels + Arrays.deepHashCode(seen);
    }

    /**
     * For each output channel, the input channels that it sees.
     *
     * @return such as {@code [[0, 1], [1, 2]] of 3}
     */
    @Override
    public String toString() {
        return Arrays.deepToString(seen) + " of " + inChannels;
    }
}
