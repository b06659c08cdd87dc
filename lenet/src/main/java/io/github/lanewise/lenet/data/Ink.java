package io.github.lanewise.lenet.data;

import java.util.Arrays;

/** Tells ink from paper, dark on light or light on dark. */
final class Ink {
    /** Of the frame's pixels, the share that may be farther from the paper than what is taken for its unevenness. */
    private static final double OUTLIERS = 0.05;
    /** There is more paper than the frame, and one speck of it would spoil the crop. */
    private static final double MARGIN = 1.5;

    private final Picture picture;
    private final int paper;
    private final int unevenness;

    private Ink(Picture picture) {
        this.picture = picture;
        int[] frame = frame();
        paper = quantile(frame, 0.5);
        for (int i = 0; i < frame.length; i++) {
            frame[i] = Math.abs(frame[i] - paper);
        }
        unevenness = (int) (MARGIN * quantile(frame, 1 - OUTLIERS));
    }

    /**
     * The ink of a picture, 0 to 255: how far a pixel is from the paper, less the unevenness of the paper, as a share of the farthest.
     * The paper is the median of the frame of one pixel; its unevenness is half as much again as 95 % of the frame keep within.
     */
    static Canvas of(Picture picture) {
        return new Ink(picture).canvas();
    }

    private static int quantile(int[] values, double share) {
        Arrays.sort(values);
        return values[(int) (share * (values.length - 1))];
    }

    private int[] frame() {
        int[] frame = new int[2 * picture.width() + 2 * picture.height()];
        for (int column = 0; column < picture.width(); column++) {
            frame[2 * column] = picture.at(0, column);
            frame[2 * column + 1] = picture.at(picture.height() - 1, column);
        }
        for (int row = 0; row < picture.height(); row++) {
            frame[2 * picture.width() + 2 * row] = picture.at(row, 0);
            frame[2 * picture.width() + 2 * row + 1] = picture.at(row, picture.width() - 1);
        }
        return frame;
    }

    private Canvas canvas() {
        int sign = isDark() ? -1 : 1;
        float[] ink = new float[picture.pixels().length];
        float most = 0;
        for (int i = 0; i < ink.length; i++) {
            ink[i] = Math.max(0, sign * ((picture.pixels()[i] & 0xff) - paper) - unevenness);
            most = Math.max(most, ink[i]);
        }
        if (most == 0) {
            throw new IllegalArgumentException("nothing on the picture stands out from its frame");
        }
        for (int i = 0; i < ink.length; i++) {
            ink[i] = ink[i] * 255 / most;
        }
        return new Canvas(picture.height(), picture.width(), ink);
    }

    /** Whether what is darker than the paper weighs more than what is lighter. */
    private boolean isDark() {
        long balance = 0;
        for (byte pixel : picture.pixels()) {
            int difference = (pixel & 0xff) - paper;
            balance += Math.abs(difference) > unevenness ? difference : 0;
        }
        return balance < 0;
    }
}
