package io.github.lanewise.kernels.internal.pool;

import static io.github.lanewise.kernels.internal.micro.MicroKernels.LANES;

import io.github.lanewise.kernels.internal.micro.WindowTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a plane that is too large to stand in lanes at once into bands: runs of windows with the run of cells that they read,
 * or runs of cells with the run of windows that hold any of them. A run may begin and end inside a row, so long lines are
 * cut too.
 */
final class Bands {
    /** The first cell of window w and of all behind it. */
    private final int[] least;
    /** The end of the cells of window w and of all before it. */
    private final int[] most;

    Bands(WindowTable table) {
        int windows = table.first().length;
        least = new int[windows];
        most = new int[windows];
        for (int w = 0; w < windows; w++) {
            int last = table.first()[w] + table.tap()[table.tapEnd()[w] - 1];
            most[w] = Math.max(last + 1, w == 0 ? 0 : most[w - 1]);
        }
        for (int w = windows - 1; w >= 0; w--) {
            int first = table.first()[w] + table.tap()[table.tapBegin()[w]];
            least[w] = Math.min(first, w == windows - 1 ? first : least[w + 1]);
        }
    }

    /**
     * A band.
     *
     * @param beginWindow its first window
     * @param endWindow the end of its windows
     * @param beginCell the first cell that they hold, or that the band owns
     * @param endCell the end of these cells
     * @param beginOwn the first cell that the band owns
     * @param endOwn the end of the cells that it owns
     */
    record Band(int beginWindow, int endWindow, int beginCell, int endCell, int beginOwn, int endOwn) {
        int windows() {
            return endWindow - beginWindow;
        }

        int cells() {
            return endCell - beginCell;
        }

        int own() {
            return endOwn - beginOwn;
        }
    }

    /** Bands that own windows, each in one of them; cells and windows of a band together are at most {@code limit}, or there is one window. */
    List<Band> ofWindows(int limit) {
        List<Band> bands = new ArrayList<>();
        int begin = 0;
        for (int end = 1; end <= most.length; end++) {
            if (end == most.length || (long) most[end] - least[begin] + end + 1 - begin > limit) {
                bands.add(new Band(begin, end, least[begin], most[end - 1], least[begin], most[end - 1]));
                begin = end;
            }
        }
        return bands;
    }

    /** Bands that own so many cells of a plane, each in one of them, with all windows that hold any. */
    List<Band> ofCells(int cells, int limit) {
        List<Band> bands = new ArrayList<>();
        int own = (long) cells + most.length <= limit ? cells : limit / 2;
        int beginWindow = 0;
        int endWindow = 0;
        int end;
        for (int begin = 0; begin < cells; begin = end) {
            end = begin + Math.min(own, cells - begin);
            while (beginWindow < most.length && most[beginWindow] <= begin) {
                beginWindow++;
            }
            while (endWindow < most.length && least[endWindow] < end) {
                endWindow++;
            }
            boolean touched = beginWindow < endWindow;
            bands.add(new Band(beginWindow, endWindow, touched ? Math.min(begin, least[beginWindow]) : begin,
                    touched ? Math.max(end, most[endWindow - 1]) : end, begin, end));
        }
        return bands;
    }

    /** Floats in lanes for the largest of these bands, with so many arrays of a float for each window. */
    static int floats(List<Band> bands, int arrays) {
        long most = 0;
        for (Band band : bands) {
            most = Math.max(most, (band.cells() + (long) arrays * band.windows()) * LANES);
        }
        if (most > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "shape has windows that span so many cells that sixteen planes of them need "
                            + most + " floats; expected at most " + Integer.MAX_VALUE);
        }
        return (int) most;
    }
}
