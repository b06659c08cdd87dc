package io.github.lanewise.lenet.data;

import java.util.List;
import java.util.Locale;

/** How a picture of any size becomes an image of 28×28 as those that a model was trained on. */
public enum Preparation {
    /**
     * As the digits of MNIST were made (Y. LeCun, C. Cortes and C. Burges, "The MNIST database of handwritten digits"): what is
     * drawn is cropped, scaled so that its longer side has 20 pixels, and laid so that the centre of its mass is in the middle.
     */
    MNIST {
        @Override
        Canvas prepare(Picture picture) {
            Canvas drawn = Ink.of(picture).cropped().fitted(MNIST_SIDE);
            return drawn.placed(SIDE, MIDDLE - drawn.meanRow(), MIDDLE - drawn.meanColumn());
        }
    },
    /**
     * As the clothes of Fashion-MNIST were made (H. Xiao, K. Rasul and R. Vollgraf, arXiv:1708.07747, without their sharpening):
     * what is shown is cropped, scaled so that its longer side has 28 pixels, and laid in the middle.
     */
    FASHION {
        @Override
        Canvas prepare(Picture picture) {
            Canvas shown = Ink.of(picture).cropped().fitted(SIDE);
            return shown.placed(SIDE, (SIDE - shown.height()) / 2.0, (SIDE - shown.width()) / 2.0);
        }
    },
    /** Nothing but scaled to 28×28, black as background: for images that were prepared already. */
    RESIZE {
        @Override
        Canvas prepare(Picture picture) {
            return Canvas.of(picture).scaled(SIDE, SIDE);
        }
    };

    private static final int SIDE = IdxReader.SIDE;
    private static final int MNIST_SIDE = 20;
    /** Where a row or column counts by its number, the first as 0: the mean of MNIST's images is 14.0 both ways. */
    private static final double MIDDLE = 14;

    abstract Canvas prepare(Picture picture);

    /**
     * Prepares a picture. For all but {@link #RESIZE}: what most of the frame shows is paper, whichever of darker and lighter there is
     * more of is ink, unevenness as the frame has it is taken away, and the strongest ink becomes 255.
     *
     * @param picture
     *            any size and polarity
     * @return 784 pixels, row-major, 0 background to 255 ink
     * @throws IllegalArgumentException
     *             if nothing stands out on the picture
     */
    public byte[] apply(Picture picture) {
        return prepare(picture).bytes();
    }

    /**
     * What suits a model.
     *
     * @param classNames
     *            what its classes are called
     * @return {@link #MNIST} for digits, {@link #FASHION} for Fashion-MNIST, else {@link #RESIZE}
     */
    public static Preparation of(List<String> classNames) {
        return classNames.equals(Dataset.DIGITS) ? MNIST : classNames.equals(Dataset.FASHION) ? FASHION : RESIZE;
    }

    /**
     * The name on the command line.
     *
     * @return such as {@code mnist}
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
