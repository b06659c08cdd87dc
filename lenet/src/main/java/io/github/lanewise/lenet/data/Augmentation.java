package io.github.lanewise.lenet.data;

/**
 * How training images are varied, so that no epoch shows the same ones twice: small shifts, and the elastic deformation of P. Y.
 * Simard, D. Steinkraus and J. C. Platt, "Best Practices for Convolutional Neural Networks Applied to Visual Document Analysis",
 * ICDAR 2003. {@link Augmenter} does it.
 *
 * @param shift
 *            an image moves by a whole number of pixels from −shift to shift each way, each equally likely; 0 to {@value #MAX_SHIFT}
 * @param elastic
 *            α of the paper, in pixels of 28×28, with σ = {@value #SIGMA}: each pixel moves by α times random numbers between −1 and 1
 *            that a Gaussian of that width has smoothed, which makes 0.041·α pixels (root mean square) each way; 0 to
 *            {@value #MAX_ELASTIC}
 */
public record Augmentation(int shift, double elastic) {
    /** Images as they are. */
    public static final Augmentation NONE = new Augmentation(0, 0);

    /** A quarter of an image: digits are out of the picture beyond. */
    public static final int MAX_SHIFT = 7;

    /** Four pixels each way: digits are illegible long before. */
    public static final int MAX_ELASTIC = 100;

    /** The width of the Gaussian, in pixels: the paper's best. */
    public static final int SIGMA = 4;

    private static final String SHIFT = "shift";
    private static final String ELASTIC = "elastic";
    private static final int DEFAULT_SHIFT = 2;
    /** The paper's best. */
    private static final double DEFAULT_ELASTIC = 34;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException
     *             if either is out of range
     */
    public Augmentation {
        if (shift < 0 || shift > MAX_SHIFT) {
            throw new IllegalArgumentException("shift is %d; expected 0 to %d pixels".formatted(shift, MAX_SHIFT));
        }
        if (!(elastic >= 0 && elastic <= MAX_ELASTIC)) {
            throw new IllegalArgumentException("elastic is %s; expected 0 to %d".formatted(elastic, MAX_ELASTIC));
        }
    }

    /**
     * Reads what {@link #toString} writes, and shorter forms.
     *
     * @param text
     *            {@code none}, or one or both of {@code shift} and {@code elastic}, each with {@code =} and a number or, for 2 and 34,
     *            without, and a comma between
     * @return the augmentation
     * @throws IllegalArgumentException
     *             if it is anything else, or a number is out of range
     */
    public static Augmentation parse(String text) {
        if (text.equals(NONE.toString())) {
            return NONE;
        }
        Augmentation augmentation = NONE;
        for (String part : text.split(",", -1)) {
            augmentation = augmentation.with(part.strip());
        }
        return augmentation;
    }

    private Augmentation with(String part) {
        int equals = part.indexOf('=');
        String kind = equals < 0 ? part : part.substring(0, equals);
        String number = equals < 0 ? null : part.substring(equals + 1);
        try {
            return switch (kind) {
                case SHIFT -> new Augmentation(number == null ? DEFAULT_SHIFT : Integer.parseInt(number), elastic);
                case ELASTIC -> new Augmentation(shift, number == null ? DEFAULT_ELASTIC : Double.parseDouble(number));
                default -> throw new IllegalArgumentException(
                        "'%s'; expected none, shift[=PIXELS], elastic[=ALPHA] or both with a comma".formatted(part));
            };
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is '%s'; expected a number".formatted(kind, number), e);
        }
    }

    /**
     * The same in the form that {@link #parse} reads.
     *
     * @return such as {@code shift=2,elastic=34.0} or {@code none}
     */
    @Override
    public String toString() {
        String shifts = shift > 0 ? SHIFT + "=" + shift : "";
        String bends = elastic > 0 ? ELASTIC + "=" + elastic : "";
        return shift == 0 && elastic == 0 ? "none" : shifts + (shift > 0 && elastic > 0 ? "," : "") + bends;
    }
}
