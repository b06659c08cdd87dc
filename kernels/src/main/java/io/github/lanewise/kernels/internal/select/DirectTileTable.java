package io.github.lanewise.kernels.internal.select;

/**
 * Tiles of the direct convolution in lanes: written channels × pixels, in the weight gradient channels × taps. Shares of FMA
 * peak of the flat loop alone, on Zen 5 with JDK 25.0.3 and lanes that begin on cache lines: 8×3 and 6×4 98 to 100 %, 8×2
 * 92 to 96 %, 6×3 90 to 94 %, 6×2 90 %, and with one pixel, where the broadcasts are the limit, 60 %; weight gradients 4×5
 * and 3×5 95 %. With 16 registers the scalars of a loop count: 3×3 is ahead of 4×2, by a third of the whole call, and 6×2
 * spills.
 */
public final class DirectTileTable {
    /** The most channels that one tile writes. */
    public static final int LARGEST_ROWS = 8;

    /** Positions of a band of a block, whose eight channels are then 24 KiB and stay in L1 until they are pooled. */
    private static final int BAND_POSITIONS = 48;

    /**
     * Groups of sixteen images of one task of backward by input. In tiles of one pixel the broadcasts of weights are the
     * limit: 16×1 reached 75 % of FMA peak, 8×1 62 %, 6×1 58 %, against 95 % of 8×2 and 92 % of 6×2.
     */
    public static final int BACKWARD_GROUPS = 2;

    private DirectTileTable() {}

    /** Rows of windows in a band of a block, where one has so many positions. */
    public static int bandRows(int windowRows, int positions) {
        return Math.clamp(BAND_POSITIONS / positions, 1, windowRows);
    }

    /** Channels of the next tile where so many are left. */
    public static int rows(int left, int registers) {
        if (registers < 32) {
            return left % 3 == 0 ? 3 : left >= 4 ? 4 : 1;
        }
        return left >= 8 ? 8 : left >= 6 ? 6 : left >= 4 ? 4 : 1;
    }

    /** Pixels of the next tile with so many channels where so many are left: as even as they can be. */
    public static int pixels(int rows, int left, int registers) {
        int most = rows == 8 || rows == 3 ? 3 : rows == 4 && registers < 32 ? 2 : 4;
        if (rows == 1 || rows == 4) {
            return left >= most ? most : 1;
        }
        int tiles = (left + most - 1) / most;
        return (left + tiles - 1) / tiles;
    }

    /** Out channels of the next tile of a weight gradient where so many are left: as even as they can be. */
    public static int gradientRows(int left, int registers) {
        int most = registers < 32 ? 2 : LARGEST_GRADIENT_ROWS;
        int tiles = (left + most - 1) / most;
        return (left + tiles - 1) / tiles;
    }

    /** The most out channels that a tile of a weight gradient sums. */
    public static final int LARGEST_GRADIENT_ROWS = 4;

    /** Taps of the next tile of a weight gradient where so many are left. */
    public static int gradientTaps(int left) {
        return left >= 5 ? 5 : 1;
    }

    /** Positions of a weight gradient at a time: four channels of them are 28 KiB, and stay in L1 for all taps. */
    public static final int GRADIENT_POSITIONS = 112;

    /** Positions of a stretch of a weight gradient, whole units of them: as even as they can be. */
    public static int gradientPositions(int positions, int unit) {
        int most = Math.max(1, GRADIENT_POSITIONS / unit) * unit;
        int stretches = Math.ceilDiv(positions, most);
        return Math.ceilDiv(Math.ceilDiv(positions, unit), stretches) * unit;
    }

    /** Out channels of one weight-gradient task. */
    public static final int GRADIENT_CHANNELS = 32;

    /** Floats of input and gradients in lanes that a weight-gradient task holds at a time: three quarters of 1 MiB of L2. */
    private static final int GRADIENT_FLOATS = 192 << 10;

    /** Groups of sixteen images that a weight-gradient task takes at a time, where one has so many floats. */
    public static int gradientGroups(int floats) {
        return Math.max(1, GRADIENT_FLOATS / floats);
    }
}
