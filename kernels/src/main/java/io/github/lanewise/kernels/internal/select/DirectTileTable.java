package io.github.lanewise.kernels.internal.select;

/**
 * Tiles of the direct convolution in lanes: written channels × pixels. 8×2 and 6×4 are what the design's lab found fastest
 * for 16 and 6 channels; the others finish what these leave. With them the whole forward pass, the way into lanes and back
 * among it, reaches the shares of FMA peak in the module's README.
 */
public final class DirectTileTable {
    /** The most channels that one tile writes. */
    public static final int LARGEST_ROWS = 8;

    private DirectTileTable() {}

    /** Channels of the next tile where so many are left. */
    public static int rows(int left) {
        if (left >= 8) {
            return 8;
        }
        if (left >= 6) {
            return 6;
        }
        return left >= 4 ? 4 : 1;
    }

    /** Pixels of the widest tile with so many channels. */
    public static int pixels(int rows) {
        return rows == 8 ? 2 : 4;
    }

    /** Out channels of the next tile of a weight gradient where so many are left. */
    public static int gradientRows(int left) {
        return left >= 4 ? 4 : left >= 2 ? 2 : 1;
    }

    /** Taps of the next tile of a weight gradient where so many are left. */
    public static int gradientTaps(int left) {
        return left >= 4 ? 4 : 1;
    }

    /** Positions of a weight gradient at a time: four channels of them are 28 KiB, and stay in L1 for all taps. */
    public static final int GRADIENT_POSITIONS = 112;

    /** Out channels of one weight-gradient task. */
    public static final int GRADIENT_CHANNELS = 16;
}
