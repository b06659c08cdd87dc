package io.github.lanewise.lenet.data;

import java.util.Arrays;

/**
 * A 28×28 image under a round pen. While strokes are drawn, each pixel keeps how deep its centre lies in the ink;
 * {@link #develop} turns that into grey. Lengths are in pixels, pixel (0, 0) reaching from 0 to 1 both ways.
 */
final class PenCanvas {
    static final int SIDE = 28;

    private static final double LEAST_RADIUS = 0.75;
    private static final double MOST_RADIUS = 1.7;
    private static final double PRESSURE = 0.15;
    private static final double LEAST_INK = 0.65;
    private static final double SHARPEST_EDGE = 0.8;
    private static final double SOFTEST_EDGE = 1.6;
    private static final double MOST_NOISE = 0.13;

    private static final int STEPS_PER_SPAN = 6;

    /** Negative outside of the ink. */
    private final float[] depth = new float[SIDE * SIDE];
    private double radius;

    void clear() {
        Arrays.fill(depth, -SIDE);
    }

    void takePen(CounterRandom random) {
        radius = random.uniform(LEAST_RADIUS, MOST_RADIUS);
    }

    /**
     * Runs the pen along a Catmull-Rom curve, its width changing evenly from end to end.
     *
     * @param x
     *            abscissae of all points
     * @param y
     *            ordinates of all points
     * @param stroke
     *            indices of the points to run through; the curve closes when the last is the first
     * @param random
     *            where the widths come from
     */
    void trace(double[] x, double[] y, int[] stroke, CounterRandom random) {
        double width = radius * (1 + PRESSURE * random.bell());
        double lastWidth = radius * (1 + PRESSURE * random.bell());
        int spans = stroke.length - 1;
        double widening = (lastWidth - width) / (spans * STEPS_PER_SPAN);
        boolean closed = stroke[0] == stroke[spans];
        double fromX = x[stroke[0]];
        double fromY = y[stroke[0]];
        for (int span = 0; span < spans; span++) {
            int before = stroke[span > 0 ? span - 1 : closed ? spans - 1 : 0];
            int begin = stroke[span];
            int end = stroke[span + 1];
            int after = stroke[span + 1 < spans ? span + 2 : closed ? 1 : spans];
            for (int step = 1; step <= STEPS_PER_SPAN; step++) {
                double t = (double) step / STEPS_PER_SPAN;
                double toX = spline(x[before], x[begin], x[end], x[after], t);
                double toY = spline(y[before], y[begin], y[end], y[after], t);
                width += widening;
                line((float) fromX, (float) fromY, (float) toX, (float) toY, (float) width);
                fromX = toX;
                fromY = toY;
            }
        }
    }

    private static double spline(double before, double begin, double end, double after, double t) {
        double linear = end - before;
        double square = 2 * before - 5 * begin + 4 * end - after;
        double cube = 3 * (begin - end) + after - before;
        return begin + 0.5 * t * (linear + t * (square + t * cube));
    }

    private void line(float x0, float y0, float x1, float y1, float width) {
        float reach = width + (float) SOFTEST_EDGE;
        int left = Math.max(0, (int) (Math.min(x0, x1) - reach));
        int right = Math.min(SIDE - 1, (int) (Math.max(x0, x1) + reach));
        int top = Math.max(0, (int) (Math.min(y0, y1) - reach));
        int bottom = Math.min(SIDE - 1, (int) (Math.max(y0, y1) + reach));
        float runX = x1 - x0;
        float runY = y1 - y0;
        float inverse = 1 / Math.max(runX * runX + runY * runY, 1e-12f); // a line of no length is a dot
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                float x = column + 0.5f - x0;
                float y = row + 0.5f - y0;
                float along = Math.clamp((x * runX + y * runY) * inverse, 0, 1);
                float asideX = x - along * runX;
                float asideY = y - along * runY;
                float inside = width - (float) Math.sqrt(asideX * asideX + asideY * asideY);
                int pixel = row * SIDE + column;
                depth[pixel] = Math.max(depth[pixel], inside);
            }
        }
    }

    /** Turns depth into grey: ink of some strength with an edge of some softness, noise over all. */
    void develop(CounterRandom random, byte[] images, int offset) {
        double ink = random.uniform(LEAST_INK, 1);
        double edge = random.uniform(SHARPEST_EDGE, SOFTEST_EDGE);
        double noise = random.uniform(0, MOST_NOISE);
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            double grey = ink * Math.clamp(0.5 + depth[pixel] / edge, 0, 1) + noise * random.bell();
            images[offset + pixel] = (byte) (int) (255 * Math.clamp(grey, 0, 1) + 0.5);
        }
    }
}
