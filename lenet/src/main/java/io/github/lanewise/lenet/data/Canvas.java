package io.github.lanewise.lenet.data;

import java.util.function.IntUnaryOperator;

/**
 * A picture in floating point, row-major, on its way through a {@link Preparation}.
 *
 * @param height
 *            rows
 * @param width
 *            columns
 * @param values
 *            0 to 255
 */
record Canvas(int height, int width, float[] values) {
    static Canvas of(Picture picture) {
        float[] values = new float[picture.pixels().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = picture.pixels()[i] & 0xff;
        }
        return new Canvas(picture.height(), picture.width(), values);
    }

    /** The smallest part with everything that is over 0. */
    Canvas cropped() {
        int top = height;
        int bottom = 0;
        int left = width;
        int right = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                if (values[row * width + column] > 0) {
                    top = Math.min(top, row);
                    bottom = row + 1;
                    left = Math.min(left, column);
                    right = Math.max(right, column + 1);
                }
            }
        }
        float[] part = new float[(bottom - top) * (right - left)];
        for (int row = top; row < bottom; row++) {
            System.arraycopy(values, row * width + left, part, (row - top) * (right - left), right - left);
        }
        return new Canvas(bottom - top, right - left, part);
    }

    /** Scaled so that the longer side has so many pixels. */
    Canvas fitted(int side) {
        double scale = (double) side / Math.max(height, width);
        return scaled(Math.max(1, (int) StrictMath.rint(height * scale)),
                Math.max(1, (int) StrictMath.rint(width * scale)));
    }

    Canvas scaled(int toHeight, int toWidth) {
        float[] narrow = new float[height * toWidth];
        for (int row = 0; row < height; row++) {
            resample(values, row * width, 1, width, narrow, row * toWidth, 1, toWidth);
        }
        float[] result = new float[toHeight * toWidth];
        for (int column = 0; column < toWidth; column++) {
            resample(narrow, column, toWidth, height, result, column, toWidth, toHeight);
        }
        return new Canvas(toHeight, toWidth, result);
    }

    /**
     * A line of pixels as one of another length: each new pixel is the mean of the old ones under it, in parts where they lie under it in
     * parts; where it is smaller than they are, of a stretch as long as one of them, which is linear interpolation.
     */
    private static void resample(float[] from, int fromOffset, int fromStride, int fromLength, float[] to, int toOffset,
            int toStride, int toLength) {
        double scale = (double) fromLength / toLength;
        double half = Math.max(scale, 1) / 2;
        for (int i = 0; i < toLength; i++) {
            double begin = Math.max((i + 0.5) * scale - half, 0);
            double end = Math.min((i + 0.5) * scale + half, fromLength);
            double sum = 0;
            for (int j = (int) begin; j < end; j++) {
                double share = Math.min(end, j + 1) - Math.max(begin, j);
                sum += share * from[fromOffset + j * fromStride];
            }
            to[toOffset + i * toStride] = (float) (sum / (end - begin));
        }
    }

    /** The row of the centre of mass, the first being 0. */
    double meanRow() {
        return mean(i -> i / width);
    }

    /** The column of the centre of mass, the first being 0. */
    double meanColumn() {
        return mean(i -> i % width);
    }

    private double mean(IntUnaryOperator place) {
        double sum = 0;
        double moment = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i];
            moment += (double) values[i] * place.applyAsInt(i);
        }
        return moment / sum;
    }

    /** Laid on a square of 0, at the whole row and column nearest to these at which it lies inside. */
    Canvas placed(int side, double row, double column) {
        int top = Math.clamp(StrictMath.round(row), 0, side - height);
        int left = Math.clamp(StrictMath.round(column), 0, side - width);
        float[] square = new float[side * side];
        for (int i = 0; i < height; i++) {
            System.arraycopy(values, i * width, square, (top + i) * side + left, width);
        }
        return new Canvas(side, side, square);
    }

    byte[] bytes() {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.clamp(StrictMath.round(values[i]), 0, 255);
        }
        return bytes;
    }
}
