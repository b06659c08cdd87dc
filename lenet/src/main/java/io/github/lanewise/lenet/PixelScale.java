package io.github.lanewise.lenet;

/**
 * What the bytes of an image become: 0 the background, 255 full ink, in between a line.
 *
 * @param background
 *            what the model takes for paper
 * @param ink
 *            what it takes for ink
 */
public record PixelScale(float background, float ink) {
    /** 0 to 1: byte / 255. */
    public static final PixelScale UNIT = new PixelScale(0, 1);
    /**
     * −0.1 to 1.175, which makes the mean of a digit's picture about 0 and its variance about 1: LeCun and others, 1998,
     * section II-B.
     */
    public static final PixelScale LECUN = new PixelScale(-0.1f, 1.175f);

    /**
     * What each byte becomes.
     *
     * @return 256 numbers: background + (ink − background) · (byte / 255), each operation rounded
     */
    float[] table() {
        float[] table = new float[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = background + (ink - background) * (i / 255f);
        }
        return table;
    }
}
