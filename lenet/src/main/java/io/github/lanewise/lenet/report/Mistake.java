package io.github.lanewise.lenet.report;

import io.github.lanewise.lenet.data.Dataset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A test image that was taken for another class.
 *
 * @param image
 *            which, from 0
 * @param address
 *            its picture
 * @param label
 *            its class
 * @param predicted
 *            what it was taken for
 * @param confidence
 *            how sure the network was
 */
record Mistake(int image, String address, String label, String predicted, String confidence) {
    private static final int MOST = 24;

    /** Those that the network was most sure of. */
    static List<Mistake> mostConfident(Dataset dataset, TestAnswers answers) {
        return IntStream.range(0, dataset.testCount())
                .filter(image -> answers.predicted()[image] != dataset.testLabels()[image]).boxed()
                .sorted(Comparator.comparingDouble(image -> -answers.confidence()[image])).limit(MOST)
                .map(image -> of(dataset, answers, image)).toList();
    }

    private static Mistake of(Dataset dataset, TestAnswers answers, int image) {
        Picture picture = new Picture(dataset.rows(), dataset.columns());
        picture.ink(dataset.testImages(), image * dataset.rows() * dataset.columns());
        return new Mistake(image, picture.address(), String.valueOf(dataset.testLabels()[image]),
                String.valueOf(answers.predicted()[image]),
                String.format(Locale.ROOT, "%.1f %%", 100 * answers.confidence()[image]));
    }
}
