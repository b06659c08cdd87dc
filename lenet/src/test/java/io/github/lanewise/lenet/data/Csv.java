package io.github.lanewise.lenet.data;

import java.util.StringJoiner;

/** CSV text for tests, of images whose pixels follow from their number. */
final class Csv {
    private Csv() {}

    static byte pixel(int image, int i) {
        return (byte) (image * 31 + i * 7);
    }

    static byte label(int image) {
        return (byte) (image * 7 % 10);
    }

    static String header(boolean labelled) {
        StringJoiner line = new StringJoiner(",", "", "\n");
        if (labelled) {
            line.add("label");
        }
        for (int i = 0; i < 784; i++) {
            line.add("pixel" + i);
        }
        return line.toString();
    }

    /** One image, without the end of its line. */
    static String line(int image, boolean labelled) {
        StringJoiner line = new StringJoiner(",");
        if (labelled) {
            line.add(String.valueOf(label(image)));
        }
        for (int i = 0; i < 784; i++) {
            line.add(String.valueOf(pixel(image, i) & 0xff));
        }
        return line.toString();
    }

    static String lines(int begin, int end, String separator) {
        StringBuilder text = new StringBuilder();
        for (int image = begin; image < end; image++) {
            text.append(line(image, true)).append(separator);
        }
        return text.toString();
    }
}
