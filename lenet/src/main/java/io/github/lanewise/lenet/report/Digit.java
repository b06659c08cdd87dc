package io.github.lanewise.lenet.report;

import io.github.lanewise.lenet.FeatureMap;
import io.github.lanewise.lenet.Parameters;
import io.github.lanewise.lenet.data.Dataset;
import java.util.Arrays;
import java.util.List;

/**
 * One image on its way through the network.
 *
 * @param title
 *            which image
 * @param picture
 *            how it looks
 * @param layers
 *            what it becomes
 */
record Digit(String title, Tile picture, List<LayerPictures> layers) {
    private static final int ZOOM = 4;

    static Digit of(String title, Parameters parameters, byte[] pixels, int rows, int columns) {
        Picture picture = new Picture(rows, columns);
        picture.ink(pixels, 0);
        return new Digit(title, picture.tile("", ZOOM),
                FeaturePictures.of(FeatureMap.of(parameters, pixels, rows, columns), parameters.classNames()));
    }

    static Digit ofTest(Parameters parameters, Dataset dataset, int image) {
        int area = dataset.rows() * dataset.columns();
        String label = dataset.classNames().get(dataset.testLabels()[image]);
        return of("test image " + image + ", class " + label, parameters,
                Arrays.copyOfRange(dataset.testImages(), image * area, (image + 1) * area), dataset.rows(),
                dataset.columns());
    }
}
