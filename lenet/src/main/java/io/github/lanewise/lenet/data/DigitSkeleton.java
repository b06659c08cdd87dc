package io.github.lanewise.lenet.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The strokes of one way to write a digit, as points that smooth curves run through. The box is 60 wide and 100 high, y
 * downwards. Points at the same place are one point, so strokes stay joined when points are moved about; a stroke that
 * ends where it began is a closed curve. A corner is where one stroke ends and the next begins.
 *
 * @param x
 *            0 to 60, one for each point
 * @param y
 *            0 to 100, one for each point
 * @param strokes
 *            indices of points, in the order of writing
 */
record DigitSkeleton(double[] x, double[] y, int[][] strokes) {
    static final double WIDTH = 60;
    static final double HEIGHT = 100;

    /** One line a skeleton: the digit, then its strokes, each "x,y x,y …", parted by bars. */
    private static final String TABLE = """
            0 | 30,0 8,15 0,50 8,85 30,100 52,85 60,50 52,15 30,0
            0 | 40,6 14,8 1,46 8,84 30,100 54,84 60,46 50,14 30,2
            0 | 20,0 36,8 12,14 1,50 10,86 32,100 54,84 59,50 50,16 30,6
            1 | 30,0 30,100
            1 | 19,28 32,0 | 32,0 32,100
            1 | 16,28 32,0 | 32,0 32,100 | 8,100 56,100
            2 | 4,24 14,5 34,0 52,12 50,36 30,66 2,98 | 2,98 60,98
            2 | 4,22 16,4 36,0 54,14 50,40 30,74 12,97 1,88 14,78 36,92 60,94
            2 | 6,20 22,2 46,6 52,28 34,62 4,96 | 4,96 24,88 42,98 60,92
            3 | 4,12 24,0 46,8 48,30 20,46 | 20,46 48,54 58,76 40,98 18,100 0,86
            3 | 4,2 54,2 | 54,2 24,42 | 24,42 50,50 58,72 42,97 16,100 0,88
            3 | 4,12 24,0 48,8 46,32 26,50 18,44 30,42 54,58 54,86 28,100 0,88
            4 | 12,2 2,60 | 2,60 60,58 | 46,22 42,100
            4 | 42,0 0,66 | 0,66 60,66 | 42,0 42,100
            4 | 6,2 4,38 18,54 46,46 | 54,0 46,46 | 46,46 40,100
            5 | 54,2 10,2 | 10,2 6,44 | 6,44 32,38 55,52 58,74 42,96 18,100 0,88
            5 | 56,0 16,4 | 16,4 8,42 | 8,42 42,46 56,70 42,94 2,98
            6 | 46,2 20,24 4,60 10,90 32,100 54,84 50,62 30,54 6,74
            6 | 34,0 12,40 2,74 18,98 44,96 56,76 40,58 18,62 3,82
            7 | -4,3 62,2 | 62,2 18,100
            7 | -4,3 62,2 | 62,2 18,100 | 16,52 58,48
            7 | -4,7 28,4 62,2 | 62,2 36,46 24,100
            7 | -2,20 -2,2 | -2,2 62,2 | 62,2 36,44 26,100
            8 | 52,18 30,0 8,20 30,46 56,76 30,100 4,76 30,46 52,18
            8 | 30,0 10,12 10,34 30,46 50,34 50,12 30,0 | 30,46 6,58 4,84 30,100 56,84 54,58 30,46
            8 | 54,10 34,0 10,12 16,34 42,54 56,78 32,100 4,80 16,56 42,36 54,14
            9 | 54,20 34,0 8,10 4,36 24,50 48,40 54,20 | 54,20 50,100
            9 | 54,20 34,0 8,12 6,38 28,50 50,38 54,20 | 54,20 55,62 40,95 8,97
            9 | 52,12 26,0 4,20 10,44 34,48 54,16 | 54,16 46,60 30,100
            """;

    private static final List<List<DigitSkeleton>> VARIANTS = IntStream.range(0, Dataset.CLASSES)
            .mapToObj(digit -> TABLE.lines().filter(line -> line.charAt(0) - '0' == digit)
                    .map(line -> parse(line.substring(line.indexOf('|') + 1))).toList())
            .toList();

    /** All skeletons of a digit, 0 to 9. */
    static List<DigitSkeleton> variants(int digit) {
        return VARIANTS.get(digit);
    }

    private static DigitSkeleton parse(String text) {
        List<String> points = new ArrayList<>();
        List<int[]> strokes = new ArrayList<>();
        for (String stroke : text.split("\\|")) {
            String[] run = stroke.strip().split(" ");
            int[] indices = new int[run.length];
            for (int i = 0; i < run.length; i++) {
                if (!points.contains(run[i])) {
                    points.add(run[i]);
                }
                indices[i] = points.indexOf(run[i]);
            }
            strokes.add(indices);
        }
        return new DigitSkeleton(coordinate(points, 0), coordinate(points, 1), strokes.toArray(int[][]::new));
    }

    private static double[] coordinate(List<String> points, int axis) {
        return points.stream().mapToDouble(point -> Double.parseDouble(point.split(",")[axis])).toArray();
    }
}
