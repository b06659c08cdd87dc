package io.github.lanewise.bench.compare;

import io.github.lanewise.bench.results.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What moved between two files, and what cannot be told.
 *
 * @param moves by more than the noise, the worst regression first
 * @param unsure with one fork on a side, so that nothing is known of their noise
 * @param missing in one of the files
 * @param compared how many are in both with forks enough
 */
record Comparison(List<Move> moves, List<String> unsure, List<String> missing, int compared) {
    /** Below it a move is not worth a line: with three forks the interval alone takes one row in ten for moved. */
    private static final double LEAST = 0.02;

    /**
     * One that moved.
     *
     * @param name benchmark or problem
     * @param before median time in nanoseconds
     * @param interval of the ratio of times
     */
    record Move(String name, double before, Bootstrap.Interval interval) {
        boolean isRegression() {
            return interval.ratio() > 1;
        }
    }

    static Comparison of(Map<String, double[]> before, Map<String, double[]> after) {
        List<Move> moves = new ArrayList<>();
        List<String> unsure = new ArrayList<>();
        List<String> missing = new ArrayList<>(after.keySet());
        missing.removeAll(before.keySet());
        int compared = 0;
        for (Map.Entry<String, double[]> old : before.entrySet()) {
            String name = old.getKey();
            double[] now = after.get(name);
            if (now == null) {
                missing.add(name);
            } else if (old.getValue().length < 2 || now.length < 2) {
                unsure.add(name);
            } else {
                compared++;
                Bootstrap.Interval interval = Bootstrap.ratio(old.getValue(), now);
                if (interval.excludesOne() && Math.abs(interval.ratio() - 1) > LEAST) {
                    moves.add(new Move(name, Row.median(old.getValue()), interval));
                }
            }
        }
        moves.sort(Comparator.comparingDouble((Move move) -> move.interval().ratio()).reversed());
        return new Comparison(moves, unsure, missing, compared);
    }

    boolean hasRegression() {
        return moves.stream().anyMatch(Move::isRegression);
    }
}
