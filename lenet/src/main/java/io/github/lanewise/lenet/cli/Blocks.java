package io.github.lanewise.lenet.cli;

/** An image of 28×28 for a terminal with 256 colours: two pixels a character, the upper half block over a background. */
final class Blocks {
    private static final int SIDE = 28;
    /** The first of 24 greys of such terminals, from almost black to almost white. */
    private static final int FIRST_GREY = 232;
    private static final int GREYS = 24;

    private Blocks() {}

    static String of(byte[] image) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < SIDE; row += 2) {
            text.append("  ");
            for (int column = 0; column < SIDE; column++) {
                text.append("\u001b[38;5;").append(grey(image[row * SIDE + column])).append(";48;5;")
                        .append(grey(image[(row + 1) * SIDE + column])).append("m▀");
            }
            text.append("\u001b[0m").append(System.lineSeparator());
        }
        return text.toString();
    }

    private static int grey(byte pixel) {
        return FIRST_GREY + (pixel & 0xff) * GREYS / 256;
    }
}
