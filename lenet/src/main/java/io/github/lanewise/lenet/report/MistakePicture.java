package io.github.lanewise.lenet.report;

import io.github.lanewise.lenet.Evaluation;
import io.github.lanewise.lenet.data.Dataset;
import java.util.List;
import java.util.Locale;

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
 *            how sure the network was, in percent
 */
record MistakePicture(int image, String address, String label, String predicted, String confidence) {
    private static final int MOST = 24;

    /** Those that the network was surest of. */
    static List<MistakePicture> of(Dataset dataset, Evaluation evaluation) {
        return evaluation.mistakes().stream().limit(MOST).map(mistake -> of(dataset, mistake)).toList();
    }

    private static MistakePicture of(Dataset dataset, Evaluation.Mistake mistake) {
        Picture picture = new Picture(dataset.rows(), dataset.columns());
        picture.ink(dataset.testImages(), mistake.image() * dataset.rows() * dataset.columns());
        return new MistakePicture(mistake.image(), picture.address(), dataset.classNames().get(mistake.label()),
                dataset.classNames().get(mistake.predicted()),
                String.format(Locale.ROOT, "%.1f", 100 * mistake.probability()));
    }
}
