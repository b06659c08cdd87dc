package io.github.lanewise.lenet;

/**
 * A picture of each digit, 12 rows of 7 pixels: the codes that LeNet-5's layer F6 learns to show. Drawn for this project, after
 * the idea of Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document recognition",
 * Proceedings of the IEEE, 1998, section II-B: digits that look alike get codes that are alike.
 */
public final class DigitBitmaps {
    /** How many digits there are. */
    public static final int DIGITS = 10;
    /** Pixels of a picture. */
    public static final int PIXELS = 12 * 7;

    private static final String[] PICTURES = {"""
            ..###..
            .##.##.
            ##...##
            ##...##
            ##...##
            ##...##
            ##...##
            ##...##
            ##...##
            ##...##
            .##.##.
            ..###..
            """, """
            ...##..
            ..###..
            .####..
            ##.##..
            ...##..
            ...##..
            ...##..
            ...##..
            ...##..
            ...##..
            ...##..
            .######
            """, """
            .#####.
            ##...##
            ##...##
            .....##
            .....##
            ....##.
            ...##..
            ..##...
            .##....
            ##.....
            ##.....
            #######
            """, """
            .#####.
            ##...##
            .....##
            .....##
            .....##
            ..####.
            ..####.
            .....##
            .....##
            .....##
            ##...##
            .#####.
            """, """
            ....##.
            ...###.
            ..####.
            .##.##.
            .##.##.
            ##..##.
            ##..##.
            #######
            #######
            ....##.
            ....##.
            ....##.
            """, """
            #######
            ##.....
            ##.....
            ##.....
            ######.
            ##...##
            .....##
            .....##
            .....##
            .....##
            ##...##
            .#####.
            """, """
            ...###.
            ..##...
            .##....
            ##.....
            ##.....
            ######.
            ##...##
            ##...##
            ##...##
            ##...##
            ##...##
            .#####.
            """, """
            #######
            #######
            .....##
            .....##
            ....##.
            ....##.
            ...##..
            ...##..
            ..##...
            ..##...
            .##....
            .##....
            """, """
            .#####.
            ##...##
            ##...##
            ##...##
            .##.##.
            ..###..
            .##.##.
            ##...##
            ##...##
            ##...##
            ##...##
            .#####.
            """, """
            .#####.
            ##...##
            ##...##
            ##...##
            ##...##
            ##...##
            .######
            .....##
            .....##
            ....##.
            ...##..
            .###...
            """};

    private DigitBitmaps() {}

    /**
     * The pictures as numbers.
     *
     * @return 10 × 84, a digit a row, its pixels row by row: 1 for ink, −1 for paper; a new array each time
     */
    public static float[] centres() {
        String pixels = String.join("", PICTURES).replace("\n", "");
        float[] centres = new float[DIGITS * PIXELS];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = pixels.charAt(i) == '#' ? 1 : -1;
        }
        return centres;
    }
}
