package io.github.lanewise.lenet.data;

/**
 * Varies images by an {@link Augmentation}. Image i of epoch e of a seed always comes out the same, whatever came before it.
 *
 * <p>
 * The displacements of one image are windows of two fields of 256×256, made once: uniform numbers between −1 and 1 under a Gaussian
 * that is cut off at three deviations. A field has no seam: the end of a row goes on as the next, the last as the first. Each axis
 * has its own window, so that there are 2³² pairs of them. A pixel reads
 * where its displacement points, between the four pixels around it (bilinear), background beyond the edge. Displacements are rounded
 * to 1/256 pixel and results to whole greys; all of it is exact arithmetic and {@link StrictMath}, so the bits are the same on every
 * machine. Not for several threads at a time.
 */
public final class Augmenter {
    /** From a place in a field to the one below. */
    private static final int FIELD = 256;
    private static final int REACH = 3 * Augmentation.SIGMA;
    /** Fixed-point numbers have eight binary places. */
    private static final int PLACES = 8;
    private static final int ONE = 1 << PLACES;
    private static final int ROUNDING = ONE * ONE / 2;
    /** Windows of the random numbers before those of the epochs: one for each field. */
    private static final int FIELDS = 2;

    private final long seed;
    private final int shift;
    private final int rows;
    private final int columns;
    private final short[] down;
    private final short[] right;
    /** So much background around the image that nothing points beyond it. */
    private final int frame;
    private final int width;
    private final byte[] framed;
    private CounterRandom random;

    /**
     * Makes the fields.
     *
     * @param augmentation
     *            what to do
     * @param seed
     *            of all random numbers
     * @param rows
     *            height of an image, 1 to 256
     * @param columns
     *            width of an image, 1 to 256
     */
    public Augmenter(Augmentation augmentation, long seed, int rows, int columns) {
        this.seed = seed;
        this.shift = augmentation.shift();
        this.rows = rows;
        this.columns = columns;
        down = field(0, augmentation.elastic());
        right = field(1, augmentation.elastic());
        frame = shift + Math.max(reach(down), reach(right));
        width = columns + 2 * frame;
        framed = new byte[(rows + 2 * frame) * width];
        begin(0);
    }

    /** Noise, smoothed along the rows and then along the columns. */
    private short[] field(int window, double strength) {
        CounterRandom noise = new CounterRandom(seed);
        noise.enter(window);
        double[] values = new double[FIELD * FIELD];
        for (int i = 0; i < values.length; i++) {
            values[i] = noise.uniform(-1, 1);
        }
        double[] smooth = smooth(smooth(values, 1), FIELD);
        short[] field = new short[values.length];
        for (int i = 0; i < field.length; i++) {
            field[i] = (short) StrictMath.rint(strength * smooth[i] * ONE);
        }
        return field;
    }

    /** Whole pixels from a pixel to the farthest of the four that it reads. */
    private static int reach(short[] field) {
        int most = 0;
        for (short displacement : field) {
            most = Math.max(most, Math.abs(displacement));
        }
        return (most >> PLACES) + 1;
    }

    private static double[] smooth(double[] values, int stride) {
        double[] weights = gaussian();
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int tap = 0; tap < weights.length; tap++) {
                result[i] += weights[tap] * values[i + (tap - REACH) * stride & FIELD * FIELD - 1];
            }
        }
        return result;
    }

    private static double[] gaussian() {
        double[] weights = new double[2 * REACH + 1];
        double sum = 0;
        for (int tap = 0; tap < weights.length; tap++) {
            double distance = (double) (tap - REACH) / Augmentation.SIGMA;
            weights[tap] = StrictMath.exp(-distance * distance / 2);
            sum += weights[tap];
        }
        for (int tap = 0; tap < weights.length; tap++) {
            weights[tap] /= sum;
        }
        return weights;
    }

    /**
     * Goes to an epoch.
     *
     * @param epoch
     *            which one, from 0; each has other variations
     */
    public void begin(int epoch) {
        CounterRandom epochs = new CounterRandom(seed);
        epochs.enter(FIELDS + (long) epoch);
        random = new CounterRandom(epochs.nextLong());
    }

    /**
     * Varies one image. Allocates nothing.
     *
     * @param image
     *            its number in its data set, which decides how
     * @param from
     *            holds the image
     * @param fromOffset
     *            where it begins
     * @param to
     *            receives the varied image
     * @param toOffset
     *            where that begins
     */
    public void apply(int image, byte[] from, int fromOffset, byte[] to, int toOffset) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, fromOffset + row * columns, framed, (row + frame) * width + frame, columns);
        }
        random.enter(image);
        int top = frame + random.nextInt(2 * shift + 1) - shift << PLACES;
        int left = frame + random.nextInt(2 * shift + 1) - shift << PLACES;
        int windowDown = random.nextInt(FIELD * FIELD);
        int windowRight = random.nextInt(FIELD * FIELD);
        for (int row = 0; row < rows; row++) {
            int lineDown = windowDown + row * FIELD;
            int lineRight = windowRight + row * FIELD;
            for (int column = 0; column < columns; column++) {
                int y = top + (row << PLACES) + down[lineDown + column & FIELD * FIELD - 1];
                int x = left + (column << PLACES) + right[lineRight + column & FIELD * FIELD - 1];
                to[toOffset + row * columns + column] = between(y, x);
            }
        }
    }

    /** What is seen at a place between four pixels, in 1/256 pixel from the corner of the frame. */
    private byte between(int y, int x) {
        int at = (y >> PLACES) * width + (x >> PLACES);
        int below = y & ONE - 1;
        int beside = x & ONE - 1;
        int upper = (framed[at] & 0xff) * (ONE - beside) + (framed[at + 1] & 0xff) * beside;
        int lower = (framed[at + width] & 0xff) * (ONE - beside) + (framed[at + width + 1] & 0xff) * beside;
        return (byte) (upper * (ONE - below) + lower * below + ROUNDING >> 2 * PLACES);
    }
}
