package io.github.lanewise.lenet.data;

import java.util.List;

/**
 * Draws one digit at a time: the points of a skeleton are jittered, bent by a free-form deformation (a lattice of 4×4
 * random displacements blended by cubic Bernstein polynomials) and put through a random affine map; then a pen of
 * uneven width runs through them. Lengths are in skeleton units (a digit is 100 high) until the affine map turns them
 * into pixels. All arithmetic is IEEE add, multiply, divide and square root, and StrictMath's sine and cosine: the same
 * bits on every machine. One drawer serves one thread.
 */
final class DigitDrawer {
    // How unlike each other the digits are. Chosen so that a linear classifier gets about 85 % of them right, LeNet
    // about 99 % after three epochs, and a human practically all.
    private static final double JITTER = 2.4;
    private static final double BEND = 8;
    private static final double LEAST_SCALE = 0.15;
    private static final double MOST_SCALE = 0.21;
    private static final double LEAST_STRETCH = 0.82;
    private static final double MOST_STRETCH = 1.28;
    private static final double MEAN_SLANT = 0.1;
    private static final double SLANT = 0.2;
    private static final double TURN = 0.13;
    private static final double SHIFT = 1.4;

    private static final int LATTICE = 4;

    private final CounterRandom random;
    private final PenCanvas canvas = new PenCanvas();
    private final double[] latticeX = new double[LATTICE * LATTICE];
    private final double[] latticeY = new double[LATTICE * LATTICE];
    private final double[] weightX = new double[LATTICE];
    private final double[] weightY = new double[LATTICE];

    DigitDrawer(long seed) {
        random = new CounterRandom(seed);
    }

    /**
     * Draws one image of the seed.
     *
     * @param number
     *            which one, 0 to 2^32 − 1
     * @param images
     *            receives 784 pixels
     * @param offset
     *            where they begin
     * @return the digit, 0 to 9
     */
    byte draw(long number, byte[] images, int offset) {
        random.enter(number);
        int digit = random.nextInt(Dataset.CLASSES);
        List<DigitSkeleton> variants = DigitSkeleton.variants(digit);
        DigitSkeleton skeleton = variants.get(random.nextInt(variants.size()));
        double[] x = new double[skeleton.x().length];
        double[] y = new double[skeleton.y().length];
        bend(skeleton, x, y);
        pose(x, y);
        canvas.clear();
        canvas.takePen(random);
        for (int[] stroke : skeleton.strokes()) {
            canvas.trace(x, y, stroke, random);
        }
        canvas.develop(random, images, offset);
        return (byte) digit;
    }

    /** Jitters and bends the points, and moves the origin to the middle of the box. */
    private void bend(DigitSkeleton skeleton, double[] x, double[] y) {
        for (int i = 0; i < LATTICE * LATTICE; i++) {
            latticeX[i] = BEND * random.bell();
            latticeY[i] = BEND * random.bell();
        }
        for (int point = 0; point < x.length; point++) {
            double fromX = skeleton.x()[point] + JITTER * random.bell();
            double fromY = skeleton.y()[point] + JITTER * random.bell();
            bernstein(fromX / DigitSkeleton.WIDTH, weightX);
            bernstein(fromY / DigitSkeleton.HEIGHT, weightY);
            x[point] = fromX - 0.5 * DigitSkeleton.WIDTH + blend(latticeX);
            y[point] = fromY - 0.5 * DigitSkeleton.HEIGHT + blend(latticeY);
        }
    }

    private static void bernstein(double t, double[] weights) {
        double s = 1 - t;
        weights[0] = s * s * s;
        weights[1] = 3 * s * s * t;
        weights[2] = 3 * s * t * t;
        weights[3] = t * t * t;
    }

    private double blend(double[] lattice) {
        double sum = 0;
        for (int row = 0; row < LATTICE; row++) {
            for (int column = 0; column < LATTICE; column++) {
                sum += weightY[row] * weightX[column] * lattice[row * LATTICE + column];
            }
        }
        return sum;
    }

    /** Scales, slants, turns and shifts the points into the image. */
    private void pose(double[] x, double[] y) {
        double scaleY = random.uniform(LEAST_SCALE, MOST_SCALE);
        double scaleX = scaleY * random.uniform(LEAST_STRETCH, MOST_STRETCH);
        double slant = MEAN_SLANT + SLANT * random.bell();
        double angle = TURN * random.bell();
        double sine = StrictMath.sin(angle);
        double cosine = StrictMath.cos(angle);
        double middleX = 0.5 * PenCanvas.SIDE + SHIFT * random.bell();
        double middleY = 0.5 * PenCanvas.SIDE + SHIFT * random.bell();
        for (int point = 0; point < x.length; point++) {
            double uprightX = scaleX * (x[point] - slant * y[point]);
            double uprightY = scaleY * y[point];
            x[point] = middleX + cosine * uprightX - sine * uprightY;
            y[point] = middleY + sine * uprightX + cosine * uprightY;
        }
    }
}
